"""A small archive, the index of the nights before, and one night more: what every fault is tried on.

The programs are named by SMALLPRINT_INDEX_PROGRAM and SMALLPRINT_SEARCH_PROGRAM, the library of
injector.cpp by SMALLPRINT_FAULT_INJECTOR.
"""

import os
import shutil
import subprocess
import tempfile
import urllib.parse
from dataclasses import dataclass
from pathlib import Path

INDEX_PROGRAM = os.path.abspath(os.environ["SMALLPRINT_INDEX_PROGRAM"])
SEARCH_PROGRAM = os.path.abspath(os.environ["SMALLPRINT_SEARCH_PROGRAM"])
INJECTOR = os.path.abspath(os.environ["SMALLPRINT_FAULT_INJECTOR"])

SECONDS_PER_RUN = 60

# Fixed questions: of every one some answer differs between the two states of the archive, or none may.
QUERIES = ("share email", '"third parties"', "cookies OR advertising", "qqxnight", "delete -share",
           "prefix* information", "retention")

BODIES = (
    "# Sharing\n\nWe share your email address with third parties for advertising.\n\n"
    "We do not sell your location.",
    "# Cookies\n\nWe use cookies to remember your settings.\n\nWe keep prefixed information for a year.",
    "# Access\n\nYou may delete your account at any time by writing to us.",
    "# Security\n\nWe encrypt your financial information and share nothing.",
)


@dataclass(frozen=True)
class Outcome:
    code: int  # below 0: the signal that ended it
    out: bytes
    err: str


def run(*command, faults=None):
    environment = {name: value for name, value in os.environ.items() if name != "SMALLPRINT_INDEX"}
    environment.update({"LC_ALL": "C"})
    if faults is not None:
        environment.update(faults)
        environment["LD_PRELOAD"] = INJECTOR
    done = subprocess.run([os.fspath(word) for word in command], env=environment,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=SECONDS_PER_RUN, check=False)
    return Outcome(done.returncode, done.stdout, done.stderr.decode(errors="replace"))


def write_snapshot(archive, site, date, body):
    address = urllib.parse.quote(f"http://www.{site}/privacy", safe="/")
    path = archive / date / f"{site}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"> *The following text is extracted and transformed from the {site} privacy policy that was "
        f"archived on {date}. Please check the [original snapshot on the Wayback Machine](https://"
        f"web.archive.org/web/{date.replace('-', '')}120000id_/{address}) for the most accurate "
        f"reproduction.*\n\n{body}\n")


def write_archive(archive, nights):
    """The archive as it stands after so many nights: each changes one policy and brings another."""
    for number, body in enumerate(BODIES):
        write_snapshot(archive, f"site{number}.example", "2012-03-04", body)
    for night in range(1, nights + 1):
        write_snapshot(archive, "site0.example", f"2013-01-{night:02}",
                       BODIES[0] + f"\n\nSince night {night} we share qqxnight{night} too, qqxnight.")
        write_snapshot(archive, f"new{night}.example", f"2013-02-{night:02}", BODIES[night % len(BODIES)])


class Night:
    """Folders of a test, gone at its end:

        archive    what is indexed, with the change of this night
        work       where faults are injected: work/index, work/reports
        base       work as it was before this night; never changed
    """

    NIGHTS_BEFORE = 3

    def __init__(self):
        memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # a sync costs nothing there
        self._temporary = tempfile.TemporaryDirectory(prefix="smallprint-faults-", dir=memory)
        folder = Path(self._temporary.name).resolve()
        self.archive = folder / "archive"
        self.work = folder / "work"
        self.base = folder / "base"
        self.record = folder / "record"
        self.queries = folder / "queries.tsv"
        self.queries.write_text("".join(f"q{i}\t{query}\n" for i, query in enumerate(QUERIES)))
        self.index = self.work / "index"
        (self.work / "reports").mkdir(parents=True)
        for night in range(self.NIGHTS_BEFORE):
            write_archive(self.archive, night)
            self.require(self.build())
        self.before = self.answers(self.index)
        shutil.copytree(self.work, self.base)
        self.base_state = contents(self.base)
        write_archive(self.archive, self.NIGHTS_BEFORE)
        self.require(self.build())
        self.after = self.answers(self.index)
        if self.before is None or self.after is None or self.before == self.after:
            raise AssertionError("the two states of the archive must give two answers")

    def close(self):
        self._temporary.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    @staticmethod
    def require(outcome):
        if outcome.code != 0:
            raise AssertionError(f"exit code {outcome.code}: {outcome.err}")
        return outcome

    def reset(self):
        """work as before this night. Files of generations are links: nothing may write to them, and
        check_base() finds out whether something did."""
        shutil.rmtree(self.work)
        for path in sorted(self.base.rglob("*")):
            copy = self.work / path.relative_to(self.base)
            if path.is_dir():
                copy.mkdir(parents=True)
            elif "gen-" in str(path.relative_to(self.base)):
                os.link(path, copy)
            else:
                shutil.copy2(path, copy)

    def check_base(self):
        return [] if contents(self.base) == self.base_state else ["a file of a generation was written to"]

    def build(self, *arguments, faults=None):
        reports = self.work / "reports"
        return run(INDEX_PROGRAM, "build", self.archive, "--index", self.index, "--report",
                   reports / "report.json", "--metrics", reports / "smallprint.prom", *arguments,
                   faults=faults)

    def faults(self, action, **variables):
        self.record.unlink(missing_ok=True)
        return {"FAULTS_FOLDER": str(self.work), "FAULTS_OUTPUT": str(self.record),
                "FAULTS_ACTION": action,
                **{f"FAULTS_{name.upper()}": str(value) for name, value in variables.items()}}

    def count_calls(self, *arguments):
        self.reset()
        self.require(self.build(*arguments, faults=self.faults("count")))
        return int(self.record.read_text().split()[1])

    def answers(self, index):
        """What the fixed questions are answered with, or None when there is no answer."""
        outcome = run(SEARCH_PROGRAM, "--index", index, "batch", self.queries, "--format", "jsonl",
                      "--limit", "100")
        return outcome.out if outcome.code == 0 else None

    def problem_of(self, answers):
        """What is wrong with answers given after a fault; nothing when they are of one state."""
        if answers is None:
            return "unreadable"
        return None if answers in (self.before, self.after) else "mixed"

    def problem_of_rerun(self):
        """What a run without a fault leaves that a night without one would not."""
        outcome = self.build()
        if outcome.code != 0:
            return f"rerun ends with {outcome.code}: {outcome.err.strip()}"
        if self.answers(self.index) != self.after:
            return "rerun answers otherwise"
        left = [path.name for path in self.index.iterdir() if path.name.endswith(".tmp")]
        return f"rerun leaves {left}" if left else None


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}
