"""Pages through the pipeline, here or in several processes; one bad page costs only itself."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from demarche.errors import ArticleError, DemarcheError
from demarche.records import Failure, Reading, Source
from demarche.settings import Settings

Reader = Callable[[Source], Reading]
Loader = Callable[[Settings], Reader]
Result = tuple[Source, Reading | Failure]

WAITING = 4  # pages handed out per worker: enough to keep it busy, few enough to be lost at Ctrl-C

# The reader of a worker process, loaded once when the process starts; a process has no other way to keep it.
_reader: Reader | None = None


def load_pipeline(settings: Settings) -> Reader:
    """The pipeline's `read`. Imported late: model and knowledge take seconds, and only runs need them."""
    from demarche.pipeline import Pipeline

    return Pipeline(settings).read


def read_pages(sources: Iterable[Source], settings: Settings, load: Loader = load_pipeline) -> Iterator[Result]:
    """Every page with its reading, or with the failure that the quarantine keeps; in any order.

    With one worker the pages are read in this process. `load` makes the reader and must be importable by name.
    """
    if settings.workers <= 1:
        reader = load(settings)
        for source in sources:
            yield source, read_page(reader, source)
    else:
        yield from _Pool(settings, load).read(sources)


def read_page(reader: Reader, source: Source) -> Reading | Failure:
    """One page's reading; whatever goes wrong with it becomes a `Failure` that says so."""
    try:
        return reader(source)
    except ArticleError as error:
        return Failure(uri=source.uri, stage="articles", reason=str(error), sha256=source.sha256)
    except (DemarcheError, KeyboardInterrupt, MemoryError):
        raise  # a model or a lexicon is at fault, not the page
    except Exception as error:  # a fault of the program on this page must not cost the others
        return _fault(source, f"{type(error).__name__}: {error}", _stage(error))


def _fault(source: Source, reason: str, stage: str) -> Failure:
    return Failure(uri=source.uri, stage=stage, reason=f"a fault in Demarche ({reason[:300]})", sha256=source.sha256)


def _stage(error: Exception) -> str:
    """The stage an unexpected error came from: the last of its frames that lies in a stage's package."""
    stage, frame = "pipeline", error.__traceback__
    while frame is not None:
        module = str(frame.tb_frame.f_globals.get("__name__", ""))
        if module.startswith("demarche.") and not module.startswith(("demarche.runs", "demarche.records")):
            stage = module.split(".")[1]
        frame = frame.tb_next
    return stage


class _Pool:
    """Worker processes with a bounded queue, replaced when one of them dies under a page."""

    def __init__(self, settings: Settings, load: Loader) -> None:
        self.settings, self.load = settings, load
        self.pool = self._start(settings.workers)

    def _start(self, workers: int) -> ProcessPoolExecutor:
        # Spawned, not forked: threads of the model's runtime do not survive a fork.
        return ProcessPoolExecutor(
            workers, multiprocessing.get_context("spawn"), initializer=_begin, initargs=(self.settings, self.load)
        )

    def read(self, sources: Iterable[Source]) -> Iterator[Result]:
        pending: dict[Future[Reading | Failure], Source] = {}
        suspects: deque[Source] = deque()
        waiting = iter(sources)
        more = True
        try:
            while more or pending:
                while more and not suspects and len(pending) < WAITING * self.settings.workers:
                    source = next(waiting, None)
                    more = source is not None
                    if source is not None and not self._submit(source, pending):
                        suspects.append(source)
                done, _ = wait(pending, return_when=FIRST_COMPLETED)
                for future in done:
                    source = pending.pop(future)
                    try:
                        yield source, future.result()
                    except BrokenProcessPool:
                        suspects.append(source)
                if suspects:
                    suspects.extend(pending.values())
                    pending.clear()
                    yield from self._one_by_one(suspects)
        finally:
            self.pool.shutdown(wait=False, cancel_futures=True)

    def _submit(self, source: Source, pending: dict[Future[Reading | Failure], Source]) -> bool:
        """Hands a page out; false where the pool has broken since the last result."""
        try:
            pending[self.pool.submit(_work, source)] = source
        except BrokenProcessPool:
            return False
        return True

    def _one_by_one(self, suspects: deque[Source]) -> Iterator[Result]:
        """A worker died (memory, a crash in native code): each page that was out is tried in a process of its own."""
        self.pool.shutdown(wait=False, cancel_futures=True)
        pool = self._start(1)
        try:
            while suspects:
                source = suspects.popleft()
                try:
                    yield source, pool.submit(_work, source).result()
                except BrokenProcessPool:
                    yield source, _fault(source, "the process that read this page died, perhaps of memory", "pipeline")
                    pool.shutdown(wait=False)
                    pool = self._start(1)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
        self.pool = self._start(self.settings.workers)


def _begin(settings: Settings, load: Loader) -> None:
    global _reader
    # Ctrl-C goes to every process of the terminal; the first one decides what to do about it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _reader = load(settings)


def _work(source: Source) -> Reading | Failure:
    assert _reader is not None
    return read_page(_reader, source)
