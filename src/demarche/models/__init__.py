"""The weights that ship in the package, what goes into them and how their outputs are read."""
