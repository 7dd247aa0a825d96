"""Power cuts: what a disk may hold when the machine stops, told from the record of a night's calls.

What was synced is there. Of anything else any part may be: writes whole, torn at sectors, missing or as
zeros; each new, moved or removed name or not, folder by folder, in any order. That is more than a journal
allows and what POSIX does not exclude. A rename within one folder is one step.
"""

import copy
import json
import os
import random
import shutil

import night as nights

SECTOR = 512


class File:
    def __init__(self, data=b""):
        self.synced = bytearray(data)
        self.pending = []  # (offset, bytes), or (size, None) for a truncation

    def sync(self):
        self.synced = self.after(self.pending)
        self.pending = []

    def after(self, operations):
        data = bytearray(self.synced)
        for offset, written in operations:
            if written is None:
                data = data[:offset] + bytes(max(0, offset - len(data)))
                continue
            data += bytes(max(0, offset + len(written) - len(data)))
            data[offset:offset + len(written)] = written
        return data

    def cut(self, rng, keep):
        kept = []
        for offset, written in self.pending:
            if written is None or rng.random() < .3:
                if rng.random() < keep:
                    kept.append((offset, written))
                continue
            for begin in range(0, len(written), SECTOR):
                if rng.random() < keep:
                    kept.append((offset + begin, written[begin:begin + SECTOR]))
        return self.after(kept)


class Folder:
    def __init__(self, names=None):
        self.synced = dict(names or {})
        self.pending = []  # (name that goes or None, name that comes or None, what it names)

    def sync(self):
        self.synced = self.after(self.pending)
        self.pending = []

    def after(self, operations):
        names = dict(self.synced)
        for gone, come, what in operations:
            names.pop(gone, None)
            if come is not None:
                names[come] = what
        return names

    def cut(self, rng, keep):
        return self.after([operation for operation in self.pending if rng.random() < keep])


class Disk:
    """Files and folders by number, as they are and as they are on the disk."""

    def __init__(self, root):
        self.root_path = str(root)
        self.nodes = {}
        self.numbers = {}  # inode -> number of the node that has it now
        self.root = self.load(root)

    def add(self, inode, node):
        number = len(self.nodes)
        self.nodes[number] = node
        self.numbers[inode] = number
        return number

    def load(self, path):
        inode = path.lstat().st_ino
        if not path.is_dir():
            return self.add(inode, File(path.read_bytes()))
        return self.add(inode, Folder({below.name: self.load(below) for below in path.iterdir()}))

    def folder_of(self, path):
        """The folder that holds a path, as things are, and the path's last name."""
        *above, name = os.path.relpath(path, self.root_path).split("/")
        folder = self.nodes[self.root]
        for part in above:
            folder = self.nodes[folder.after(folder.pending)[part]]
        return folder, name

    def apply(self, record):
        call, inode = record["call"], record["inode"]
        if call in ("create", "mkdir"):
            number = self.add(inode, File() if call == "create" else Folder())
            folder, name = self.folder_of(record["path"])
            folder.pending.append((None, name, number))
            return
        number = self.numbers.get(inode)
        node = self.nodes.get(number)
        if call == "write":
            node.pending.append((record["offset"], bytes.fromhex(record["data"])))
        elif call == "truncate":
            node.pending.append((record["offset"], None))
        elif call == "sync":
            node.sync()
        elif call == "unlink":
            folder, name = self.folder_of(record["path"])
            folder.pending.append((name, None, None))
        else:
            self.move(record, number)

    def move(self, record, number):
        source, old = self.folder_of(record["path"])
        target, new = self.folder_of(record["to"])
        if record["call"] == "link":
            target.pending.append((None, new, number))
        elif source is target:
            target.pending.append((old, new, number))
        else:
            target.pending.append((None, new, number))
            source.pending.append((old, None, None))

    def write(self, path, rng, keep, number=None):
        """Writes what is left of it after a cut, where a change not synced is there with
        probability `keep`."""
        node = self.nodes[self.root if number is None else number]
        if isinstance(node, File):
            path.write_bytes(node.cut(rng, keep))
            return
        path.mkdir()
        for name, below in node.cut(rng, keep).items():
            self.write(path / name, rng, keep, below)


def record_night(night):
    """The disk before the night, and the record of its calls."""
    shutil.rmtree(night.work)
    shutil.copytree(night.base, night.work)
    disk = Disk(night.work)
    night.require(night.build("--jobs", "1", faults=night.faults("record")))
    with open(night.record, encoding="utf-8", errors="surrogateescape") as lines:
        return disk, [json.loads(line) for line in lines]


def run(count, seed):
    """Returns figures, and what went wrong as a list of sentences."""
    rng = random.Random(seed)
    figures = {"cuts": 0, "answers before": 0, "answers after": 0, "reruns": 0}
    problems = []
    with nights.Night() as night:
        start, records = record_night(night)
        figures["calls of a night"] = len(records)
        cuts = sorted(1 + i % len(records) if i < len(records) else rng.randint(1, len(records))
                      for i in range(count))
        disk, done = copy.deepcopy(start), 0
        for at in cuts:
            while done < at:
                disk.apply(records[done])
                done += 1
            keep = rng.choice((0, .2, .5, .8, 1))
            shutil.rmtree(night.work)
            disk.write(night.work, rng, keep)
            answers = night.answers(night.index)
            figures["cuts"] += 1
            figures["answers before"] += answers == night.before
            figures["answers after"] += answers == night.after
            problem = night.problem_of(answers)
            if not problem and at == len(records) and answers != night.after:
                problem = "the run had ended, and what it published is lost"
            if not problem and rng.random() < .1:
                figures["reruns"] += 1
                problem = night.problem_of_rerun()
            if problem:
                problems.append(f"cut after call {at} of {len(records)} ({records[at - 1]['call']} "
                                f"{records[at - 1]['path']}), keep {keep}: {problem}")
    return figures, problems
