"""What a reader gets to see: pure views over the record, shared by the command line and the reading room."""
