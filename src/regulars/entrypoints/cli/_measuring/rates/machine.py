"""What a measure was taken on."""

import os
import platform
import statistics
import time
from pathlib import Path

from msgspec import Struct

_FSYNCS = 50


class Machine(Struct, frozen=True, kw_only=True):
    """The machine: its processors, its load just before, and how long a write takes to be safe."""

    system: str
    processor: str
    cores: int
    load: float
    fsync_ms: float


def machine(folder: Path) -> Machine:
    """Will look at this machine, and write a page in a folder again and again."""
    return Machine(
        system=platform.platform(), processor=_processor(), cores=os.cpu_count() or 1,
        load=os.getloadavg()[0], fsync_ms=_fsync(folder / "fsync"),
    )  # fmt: skip


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor())


def _fsync(path: Path) -> float:
    taken = []
    with path.open("wb") as file:
        for _ in range(_FSYNCS):
            file.write(b"x" * 8192)
            file.flush()
            began = time.perf_counter()
            os.fsync(file.fileno())
            taken.append((time.perf_counter() - began) * 1000)
    path.unlink()
    return statistics.median(taken)
