"""Reading many pages: workers, the ledger, progress, and the linking of stories afterwards."""

from demarche.runs.reading import Counts, link_record, read_inputs

__all__ = ["Counts", "link_record", "read_inputs"]
