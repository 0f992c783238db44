"""`python -m training.train CONFIG [--steps N] [--resume]`: one run of multi-task training.

Every batch is of one task; an epoch holds each task's documents as often as `mix` says, cut at a new phase and
disturbed anew. Workers are processes of one thread that average their gradients at every step: on cores shared with
other work that wastes far less than threads waiting for each other in every product. The state is saved every
`save_every` steps, with the optimizer, so that a run can be stopped and resumed; an exponential average of the weights
is kept beside it and is what gets evaluated and exported.
"""

from __future__ import annotations

import argparse
import json
import time
import tomllib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random

import msgspec
import torch
from tokenizers import Tokenizer
from torch import Tensor, distributed, multiprocessing, nn

from training import places
from training.batches import Window, attribution_windows, batched, collated, name_windows, parse_windows
from training.corpora import NAME_LABELS, UPOS, Document, load
from training.forward import open_tokenizer
from training.losses import loss
from training.network import Reader
from training.noise import disturbed, furniture_lines
from training.warm_start import start


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Settings of a run; rates are AdamW's, `decay` the last share of the run in which they fall to nought.

    The run ends after `steps`, or after `minutes` where the machine is slower than that; the schedule follows whichever
    is further on. A step takes `windows` windows from each of the `workers`.
    """

    name: str
    start: str
    steps: int
    mix: dict[str, int]
    warmup: int = 100
    decay: float = 0.5
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    layer_decay: float = 1.0
    windows: int = 8
    workers: int = 2
    minutes: float | None = None
    seed: int = 1
    frozen_layers: int = 0
    layer_dropout: float = 0.0
    head_dropout: float = 0.1
    average: float = 0.98
    save_every: int = 100


def label_lists() -> dict[str, list[str]]:
    """Labels of every head, in the order of the outputs."""
    parses = [document.parse for name in ("ewt-train", "gum-train") for document in load(name) if document.parse]
    return {
        "names": list(NAME_LABELS),
        "upos": list(UPOS),
        "xpos": sorted({tag for parse in parses for tag in parse.xpos}),
        "dep": sorted({label for parse in parses for label in parse.labels}),
    }


def new_reader(labels: dict[str, list[str]], config: Config | None = None) -> Reader:
    counts = {name: len(values) for name, values in labels.items()}
    return Reader(counts, config.layer_dropout, config.head_dropout) if config else Reader(counts)


class Corpora:
    """The training documents by task, made into fresh windows for every epoch."""

    def __init__(self, config: Config, labels: dict[str, list[str]], tokenizer: Tokenizer) -> None:
        self.config, self.labels, self.tokenizer = config, labels, tokenizer
        self.furniture = furniture_lines()
        # Each entry lists a document's variants, one drawn per epoch: its corpus's tokens or spaCy's.
        self.attribution = list(zip(load("polnear-train"), load("polnear-train-spacy"), strict=True))
        self.names = list(zip(load("names-train"), load("names-train-spacy"), strict=True))
        self.parse: list[tuple[Document, ...]] = [(document,) for document in load("ewt-train") + load("gum-train")]

    def epoch(self, number: int) -> list[list[Window]]:
        """All batches of an epoch; the same for the same seed and number."""
        random = Random(self.config.seed * 1000 + number)
        batches: list[list[Window]] = []
        for task, times in self.config.mix.items():
            windows: list[Window] = []
            for _ in range(times):
                for variants in getattr(self, task):
                    document = disturbed(random.choice(variants), random, self.furniture)
                    windows += self._windows(task, document, random)
            batches += batched([window for window in windows if len(window.places)], self.config.windows, random)
        random.shuffle(batches)
        return batches

    def _windows(self, task: str, document: Document, random: Random) -> list[Window]:
        if task == "attribution":
            return attribution_windows(document, self.tokenizer, random)
        if task == "names":
            return name_windows(document, self.tokenizer, random, self.labels["names"])
        return parse_windows(document, self.tokenizer, random, self.labels)

    def from_step(self, step: int) -> Iterator[list[Window]]:
        """Batches without end, beginning at the given step of the run."""
        number = 0
        while True:
            batches = self.epoch(number)
            if step >= len(batches):
                step -= len(batches)
            else:
                yield from batches[step:]
                step = 0
            number += 1


def optimizer_for(reader: Reader, config: Config) -> torch.optim.AdamW:
    """Feature embeddings and heads learn at the head rate; a layer below another at `layer_decay` times its rate."""
    encoder = reader.encoder
    encoder.freeze(config.frozen_layers)
    top = len(encoder.layers)
    slow = [(number, list(layer.parameters())) for number, layer in enumerate(encoder.layers)]
    slow.append((-1, [encoder.position.weight, *encoder.norm.parameters()]))
    groups = [
        {"params": parameters, "lr": config.encoder_rate * config.layer_decay ** (top - 1 - number)}
        for number, parameters in slow
        if parameters[0].requires_grad
    ]
    known = {id(parameter) for _, parameters in slow for parameter in parameters}
    rest = [parameter for parameter in reader.parameters() if id(parameter) not in known and parameter.requires_grad]
    groups.append({"params": rest, "lr": config.head_rate})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)


def rate_at(step: int, progress: float, config: Config) -> float:
    """Share of the full learning rate: a linear warm-up, a plateau, a linear fall over the last `decay` of the run."""
    left = min(1.0, (1 - progress) / config.decay) if config.decay else 1.0
    return min(1.0, (step + 1) / max(1, config.warmup)) * max(left, 0.005)


def share_gradients(parameters: list[nn.Parameter]) -> None:
    """Replace each gradient by its mean over the workers; a worker whose batch left a head out counts as nought."""
    if not distributed.is_initialized():
        return
    flat = torch.cat(
        [(each.grad if each.grad is not None else torch.zeros_like(each)).reshape(-1) for each in parameters]
    )
    distributed.all_reduce(flat)
    flat /= distributed.get_world_size()
    place = 0
    for each in parameters:
        each.grad = flat[place : place + each.numel()].view_as(each)
        place += each.numel()


def furthest(progress: float) -> float:
    """The same progress for every worker, or their learning rates would part."""
    if not distributed.is_initialized():
        return progress
    shared = torch.tensor([progress])
    distributed.all_reduce(shared, distributed.ReduceOp.MAX)
    return float(shared[0])


class Run:
    """A run's folder: its log, its last state, its averaged weights."""

    def __init__(self, config: Config) -> None:
        self.folder = places.WORK / "runs" / config.name
        self.folder.mkdir(parents=True, exist_ok=True)
        self.config = config

    def say(self, **facts: object) -> None:
        line = json.dumps(facts)
        print(line, flush=True)
        with (self.folder / "log.jsonl").open("a") as log:
            log.write(line + "\n")

    def save(
        self, step: int, seconds: float, reader: Reader, average: dict[str, Tensor], optimizer: torch.optim.AdamW
    ) -> None:
        state = {
            "step": step,
            "seconds": seconds,
            "state": reader.state_dict(),
            "average": average,
            "optimizer": optimizer.state_dict(),
        }
        self._replace("last.pt", state)
        self._replace("average.pt", {"step": step, "state": average})

    def _replace(self, name: str, state: dict[str, object]) -> None:
        partial = self.folder / f"{name}.partial"
        torch.save(state, partial)
        partial.replace(self.folder / name)


def train(config: Config, resume: bool = False) -> Path:
    """Run the training; returns the path of the averaged weights."""
    if config.workers == 1:
        work(0, config, resume)
    else:
        label_lists()  # fills the corpus cache before the workers race for it
        multiprocessing.spawn(work, (config, resume), config.workers)
    return Run(config).folder / "average.pt"


def work(rank: int, config: Config, resume: bool) -> None:
    """One worker's share of a run."""
    if config.workers > 1:
        address = "tcp://127.0.0.1:29571"
        distributed.init_process_group("gloo", init_method=address, rank=rank, world_size=config.workers)
        torch.set_num_threads(1)
    torch.manual_seed(config.seed + rank)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    labels = label_lists()
    run = Run(config)
    reader = new_reader(labels, config)
    words = start(reader, config.start, labels).to(device)
    reader.to(device).train()
    optimizer = optimizer_for(reader, config)
    base = [group["lr"] for group in optimizer.param_groups]
    average = {name: value.detach().clone() for name, value in reader.state_dict().items()}
    step, spent = 0, 0.0
    if resume and (run.folder / "last.pt").exists():
        saved = torch.load(run.folder / "last.pt", map_location=device, weights_only=True)
        reader.load_state_dict(saved["state"])
        optimizer.load_state_dict(saved["optimizer"])
        step, spent, average = saved["step"], saved["seconds"], saved["average"]
    if step >= config.steps:
        return
    if distributed.is_initialized():
        for value in reader.state_dict().values():
            distributed.broadcast(value, 0)
    if rank == 0:
        run.say(config=msgspec.to_builtins(config), step=step, torch=torch.__version__)
    tokenizer = open_tokenizer(places.minilm_folder() / "tokenizer.json")
    trained = [parameter for parameter in reader.parameters() if parameter.requires_grad]
    seen: dict[str, list[float]] = {}
    began = time.time() - spent
    batches = islice(Corpora(config, labels, tokenizer).from_step(step * config.workers), rank, None, config.workers)
    for windows in batches:
        seconds = time.time() - began
        progress = furthest(max(step / config.steps, seconds / 60 / config.minutes if config.minutes else 0.0))
        for group, rate in zip(optimizer.param_groups, base, strict=True):
            group["lr"] = rate * rate_at(step, progress, config)
        total, parts = loss(reader, words, collated(windows), Random(config.seed * 7919 + step))
        optimizer.zero_grad(set_to_none=True)
        total.backward()
        share_gradients(trained)
        torch.nn.utils.clip_grad_norm_([each for each in trained if each.grad is not None], 1.0)
        optimizer.step()
        step += 1
        for name, part in parts.items():
            seen.setdefault(name, []).append(part)
        finished = step >= config.steps or progress >= 1
        if rank == 0 and (step % 5 == 0 or finished):
            follow(average, reader, config.average ** min(1.0, step / 50))
        if rank == 0 and step % 25 == 0:
            means = {name: round(sum(values) / len(values), 4) for name, values in seen.items()}
            run.say(step=step, seconds=round(seconds), progress=round(progress, 3), loss=means)
            seen = {}
        if rank == 0 and (step % config.save_every == 0 or finished):
            run.save(step, seconds, reader, average, optimizer)
        if finished:
            break
    if distributed.is_initialized():
        distributed.destroy_process_group()


@torch.no_grad()
def follow(average: dict[str, Tensor], reader: Reader, keep: float) -> None:
    """Move the averaged weights towards the reader's."""
    for name, value in reader.state_dict().items():
        average[name].lerp_(value, 1 - keep)


def read_config(path: Path) -> Config:
    return msgspec.convert(tomllib.loads(path.read_text()), Config)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--start")
    parser.add_argument("--resume", action="store_true")
    options = parser.parse_args()
    config = read_config(options.config)
    if options.steps:
        config = msgspec.structs.replace(config, steps=options.steps)
    if options.start:
        config = msgspec.structs.replace(config, start=options.start)
    print(train(config, options.resume))


if __name__ == "__main__":
    main()
