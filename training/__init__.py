"""Training of the models that ship in `src/demarche/models`; not part of the wheel."""
