"""The folder that is open: what was decided about it, what was read of it, and the reading itself.

Pages ask here and follow the signals; they never read a file themselves. An answer of the clerk counts at
once and is written down at once, in another thread: a share may hang. Then the folder is gathered anew,
which reads only what changed.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from nianbao.report.errors import UserError
from nianbao.rollup.decisions import OWN_ENDINGS, Decisions, decisions_path, load_decisions
from nianbao.rollup.findings import RollupFinding, check_alike, check_sum, settled
from nianbao.rollup.gather import gather, setup_of
from nianbao.rollup.model import Collection, Task
from nianbao.rollup.sums import Sum
from nianbao.rollup.unwritten import Answer, Unwritten
from nianbao.ui.system.folder_watch import FolderWatch
from nianbao.ui.system.jobs import Job
from nianbao.ui.system.local_rules import local_rules

SILENCE = 20_000
"""Milliseconds without a file after which a folder seems to hang."""
PATIENCE = 5_000
"""Milliseconds in which work that is asked to end does so, if it can at all."""
FEW = 3
"""Files that are named one by one where they changed; of more the number is told."""


@dataclass(frozen=True)
class Gathered:
    """What one reading of the folder brought."""

    decisions: Decisions
    collection: Collection
    total: Sum | None
    """None where nothing can be summed."""
    findings: tuple[RollupFinding, ...]


class County(QObject):
    """One folder of units' reports."""

    opened = Signal()
    """Another folder, whose reading now begins."""
    gathered = Signal()
    """``collection``, ``total`` and ``findings`` are new."""
    reading = Signal(bool)
    """Whether files are being read."""
    progressed = Signal(int, int)
    decided = Signal()
    """The decisions changed, here or at another desk."""
    alike_found = Signal()
    said = Signal(str)
    """A sentence about what just happened."""
    troubled = Signal(object)
    """A UserError that does not wait for an answer; None where the trouble is over."""

    def __init__(self, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self.folder: Path | None = None
        self.decisions = Decisions()
        self.collection: Collection | None = None
        self.total: Sum | None = None
        self.findings: tuple[RollupFinding, ...] = ()
        self.alike: tuple[RollupFinding, ...] = ()
        self.fresh: dict[str, datetime] = {}
        """Places of files that changed while the folder is open, and when that was seen."""
        self.is_paused = False
        """Whether the clerk stopped the reading."""
        self._before: list[Decisions] = []
        """What was decided before each answer, to go back to."""
        self._written = self.decisions, 0
        """What certainly stands in the file, and how many answers one could go back from there."""
        self._unwritten: Unwritten | None = None
        self._words = ""
        """To say when the last answer is written down."""
        self._writer: Job[Decisions] | None = None
        self._job: Job[Gathered] | None = None
        self._compared: frozenset[tuple[str, str]] = frozenset()
        """The units and files whose texts were compared last."""
        self._comparing = self._compared
        self._alike_job: Job[tuple[RollupFinding, ...]] | None = None
        self._is_wanted_again = False
        self._watch: FolderWatch | None = None
        self._silence = QTimer(self, singleShot=True, interval=SILENCE)
        self._silence.timeout.connect(self._tell_silence)

    # The folder

    def open(self, folder: Path, decisions: Decisions) -> None:
        """Begin with a folder that was looked at, see ``looked_at``."""
        self.close()
        self.folder, self.decisions = folder, decisions
        self.collection, self.total, self.findings, self.alike = None, None, (), ()
        self.fresh, self._before, self.is_paused = {}, [], False
        self._written, self._unwritten = (decisions, 0), Unwritten(folder)
        self._compared = frozenset()
        self._watch = FolderWatch(folder, self, own=OWN_ENDINGS, also=decisions_path(folder))
        self._watch.changed.connect(self._follow_files)
        self._watch.vanished.connect(self._tell_vanished)
        self._watch.returned.connect(self._tell_returned)
        self.opened.emit()
        self.read()

    def close(self) -> None:
        """Read and watch no longer."""
        self._is_wanted_again = False
        self._writer = None  # it still writes what waits; nobody waits for it
        for job in (self._job, self._alike_job):
            if job is not None:
                job.stop()
        if self._job is not None:
            self._end_job()
        self._alike_job = None
        if self._watch is not None:
            self._watch.stop()
            self._watch.deleteLater()
            self._watch = None

    @property
    def is_reading(self) -> bool:
        """Whether files are being read now."""
        return self._job is not None

    def all_findings(self) -> tuple[RollupFinding, ...]:
        """Return what was found of the sum and of units that are alike, with what was written of it."""
        return settled((*self.findings, *self.alike), self.decisions)

    # Decisions

    @property
    def is_writing(self) -> bool:
        """Whether an answer is on its way to the disk."""
        return self._writer is not None

    def decide(self, answer: Answer, words: str = "") -> bool:
        """Take what the clerk said, write it down and gather anew; ``words`` are said when it is kept.

        Returns whether there is a folder that it is about. Where it cannot be written it is taken back,
        and ``troubled`` says why.
        """
        before, now = self.decisions, answer(self.decisions)
        if self.folder is None:
            return False
        self._before.append(before)
        self._keep(now, words)
        return True

    def undo(self) -> bool:
        """Go back to what was decided before the last answer; return whether there was one."""
        if not self._before:
            return False
        self._keep(self._before.pop(), "已撤销上一次处理")
        return True

    def _keep(self, now: Decisions, words: str) -> None:
        if self._unwritten is None:
            return
        before, self.decisions, self._words = self.decisions, now, words
        if self._unwritten.add(before, now):
            unwritten = self._unwritten
            self._writer = job = Job(lambda _job: unwritten.write())
            job.voice.done.connect(self._take_written)
            job.voice.failed.connect(self._miss_written)
            self._silence.start()
            job.start()
        self.decided.emit()

    def _take_written(self, job: Job[Decisions], joined: Decisions) -> None:
        if job is not self._writer:
            return
        self._end_writing()
        self.decisions = joined
        self._written = joined, len(self._before)
        if self._words:
            self.said.emit(self._words)
        self.decided.emit()
        self.read()

    def _miss_written(self, job: Job[Decisions], problem: BaseException) -> None:
        """What cannot be kept does not count: the window shows again what stands in the file."""
        if job is self._writer:
            self._end_writing()
            self.decisions, steps = self._written
            del self._before[steps:]
            self.decided.emit()
            self.gathered.emit()
        if not isinstance(problem, UserError):
            raise problem
        self.troubled.emit(problem)

    def _end_writing(self) -> None:
        self._writer = None
        if self._job is None:
            self._silence.stop()

    # Reading

    def go_on(self) -> None:
        """Read on after a stop, or look once more."""
        self.is_paused = False
        self.read()

    def read(self) -> None:
        """Gather the folder, in another thread; what is asked for meanwhile follows after it."""
        if self.folder is None or self.is_paused:
            return
        if self._job is not None:
            self._is_wanted_again = True
            return
        folder, rules = self.folder, local_rules()

        def work(job: Job[Gathered]) -> Gathered:
            task = Task(job.tell, job.is_stopped)
            decisions = load_decisions(folder)
            collection = gather(setup_of(folder, decisions, rules), decisions, task)
            if not folder.is_dir():
                raise UserError(*_vanished(folder.name))
            if not collection.summed:
                return Gathered(decisions, collection, None, ())
            total = Sum(collection)
            return Gathered(decisions, collection, total, check_sum(collection, total))

        self._job = job = Job(work)
        job.voice.progressed.connect(self._follow_progress)
        job.voice.done.connect(self._take)
        job.voice.failed.connect(self._miss)
        if self._alike_job is not None:
            self._alike_job.stop()  # what is read now has other texts to compare
            self._alike_job = None
        self.reading.emit(True)
        self._silence.start()
        job.start()

    def _follow_progress(self, number: int, of: int) -> None:
        self._silence.start()
        self.progressed.emit(number, of)

    def stop(self) -> None:
        """End the reading; what was read by then is kept, and nothing is read before one asks."""
        self._is_wanted_again, self.is_paused = False, True
        if self._job is not None:
            self._job.stop()
            QTimer.singleShot(PATIENCE, self, partial(self._give_up, self._job))

    def _give_up(self, job: Job[Gathered]) -> None:
        """A share that hangs never lets the work look whether it shall end: nobody waits for it."""
        if job is self._job:
            self._end_job()

    def _take(self, job: Job[Gathered], found: Gathered) -> None:
        if job is not self._job:
            return
        self._end_job()
        before = self.collection
        self._take_their_decisions(found.decisions)
        self.collection, self.total, self.findings = found.collection, found.total, found.findings
        if before is not None:
            self._mark_changed(_changed_files(before, found.collection))
        self.troubled.emit(None)
        self.gathered.emit()
        if not self._go_on() and found.collection.complete:
            self._look_for_alike(found.collection)

    def _miss(self, job: Job[Gathered], problem: BaseException) -> None:
        if job is not self._job:
            return
        self._end_job()
        if not isinstance(problem, UserError):
            raise problem
        self.troubled.emit(problem)
        self._go_on()

    def _end_job(self) -> None:
        self._job = None
        if self._writer is None:
            self._silence.stop()
        self.reading.emit(False)

    def _go_on(self) -> bool:
        again, self._is_wanted_again = self._is_wanted_again, False
        if again:
            self.read()
        return again

    def _mark_changed(self, places: frozenset[str]) -> None:
        now = datetime.now()  # noqa: DTZ005 - the clock on the wall
        self.fresh.update(dict.fromkeys(places, now))
        if places:
            names = sorted(place.rpartition("/")[2] for place in places)
            which = "、".join(f"“{name}”" for name in names[:FEW])
            more = f"等 {len(names)} 个文件" if len(names) > FEW else ""
            self.said.emit(f"{now:%H:%M} 已重新读入{which}{more}")

    def _look_for_alike(self, collection: Collection) -> None:
        """Compare all texts with each other, where there are others than the last time."""
        texts = frozenset((unit.name, unit.file.digest) for unit in collection.summed if unit.file)
        if texts == self._compared:
            return

        def work(job: Job[tuple[RollupFinding, ...]]) -> tuple[RollupFinding, ...]:
            return check_alike(collection, Task(job.tell, job.is_stopped_or_rests))

        self._comparing = texts
        self._alike_job = job = Job(work)
        job.voice.done.connect(self._take_alike)
        job.voice.failed.connect(self._miss_alike)
        job.start()

    def _take_alike(
        self, job: Job[tuple[RollupFinding, ...]], found: tuple[RollupFinding, ...]
    ) -> None:
        if job is self._alike_job and not job.is_stopped():
            self._alike_job, self.alike, self._compared = None, found, self._comparing
            self.alike_found.emit()

    def _miss_alike(self, job: Job[tuple[RollupFinding, ...]], problem: BaseException) -> None:
        """A file that went away meanwhile is seen by the next reading."""
        if job is self._alike_job:
            self._alike_job = None
        if not isinstance(problem, UserError):
            raise problem

    # What happens outside

    def _follow_files(self, _names: frozenset[str]) -> None:
        self.read()

    def _take_their_decisions(self, theirs: Decisions) -> None:
        """Another coordinator may have answered meanwhile; what waits here is newer than both."""
        if theirs != self.decisions and not self._is_wanted_again and not self.is_writing:
            self.decisions = theirs
            self._written = theirs, len(self._before)
            self.said.emit("另一位同事刚刚也作了处理，已一并采用")
            self.decided.emit()

    def _tell_silence(self) -> None:
        name = self.folder.name if self.folder is not None else ""
        advice = "可能是共享文件夹断开了。可以再等一等，或者停止读入；已经读入的都还在。"
        self.troubled.emit(UserError(f"文件夹“{name}”很久没有回应。", advice))

    def _tell_vanished(self) -> None:
        self.troubled.emit(UserError(*_vanished(self.folder.name if self.folder else "")))

    def _tell_returned(self) -> None:
        self.troubled.emit(None)
        self.read()


def looked_at(folder: Path) -> Decisions:
    """Return what was decided about a folder; UserError where it cannot be opened. May take its time."""
    if not folder.is_dir():
        raise UserError(f"找不到文件夹“{folder.name}”。", "请检查位置是否写对，U盘是否插好。")
    return load_decisions(folder)


def _changed_files(before: Collection, now: Collection) -> frozenset[str]:
    """Return the places whose files are others now; what was only judged anew is not marked."""
    known = {file.place: (file.digest, file.size) for file in before.files}
    return frozenset(
        file.place
        for file in now.files
        if file.place in now.changed and known.get(file.place) != (file.digest, file.size)
    )


def _vanished(name: str) -> tuple[str, str]:
    advice = "请检查U盘或共享文件夹是否还连着；已经读入的都还在，连上以后会自动继续。"
    return f"文件夹“{name}”现在打不开。", advice
