"""Doc and actors in, statements out: who said what to whom, with which act, when.

find_statements   the stage
"""

from demarche.statements.assembly import find_statements

__all__ = ["find_statements"]
