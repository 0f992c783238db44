"""PLOVER types of events whose source and target are given: two learners, weighed by cross-validation."""
