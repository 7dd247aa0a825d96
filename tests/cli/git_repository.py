"""Makes small git repositories, with git itself, for the tests of this folder."""

import os
import subprocess
from pathlib import Path


class GitRepository:
    """A repository below a test's folder. Nothing of the user's configuration counts."""

    def __init__(self, path, *options):
        self.path = Path(path)
        self.path.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main", *options)

    def git(self, *arguments, date=None, check=True, **options):
        """Runs git in the repository; returns what it printed, without the last line feed."""
        environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LC_ALL": "C",
                       "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
                       "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@policies.example",
                       "GIT_COMMITTER_NAME": "C", "GIT_COMMITTER_EMAIL": "c@policies.example",
                       "GIT_AUTHOR_DATE": date or "2020-01-01T12:00:00Z",
                       "GIT_COMMITTER_DATE": "2030-01-01T12:00:00Z"}
        done = subprocess.run(["git", "-c", "safe.directory=*", "-c", "protocol.file.allow=always",
                               "-c", "advice.detachedHead=false", *arguments],
                              cwd=self.path, env=environment, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, check=False, **options)
        if check and done.returncode != 0:
            raise AssertionError(f"git {arguments}: {done.stderr.decode(errors='replace')}")
        return done.stdout.decode(errors="surrogateescape").rstrip("\n")

    def write(self, name, text):
        path = os.path.join(os.fsencode(self.path), os.fsencode(name))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)

    def commit(self, files=None, *, removed=(), date=None, message="a change"):
        """Commits `files` (name -> text) and removals; returns the commit's id."""
        for name, text in (files or {}).items():
            self.write(name, text)
            self.git("add", "--", name)
        for name in removed:
            self.git("rm", "--quiet", "--", name)
        self.git("commit", "--quiet", "--allow-empty", "--message", message, date=date)
        return self.head()

    def rename(self, before, after, *, date=None):
        (self.path / after).parent.mkdir(parents=True, exist_ok=True)
        self.git("mv", "--", before, after)
        return self.commit(date=date, message="a rename")

    def head(self):
        return self.git("rev-parse", "HEAD")

    def object_file(self, object_id):
        return self.path / ".git" / "objects" / object_id[:2] / object_id[2:]
