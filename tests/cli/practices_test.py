"""What the taxonomy lists, and what the five seed policies are said to state."""

import unittest

from smallprint import SHARED_CORPUS, CliTest, smallprint_index

# Site, and the state that its own words give the sharing of what it knows about people.
SEEDS = {"photodex.com": "denied", "profusehost.net": "denied", "focuscamera.com": "conditional",
         "dextronet.com": "conditional", "optizmo.net": "conditional"}
SHARING = "third-party-sharing-collection"


def speaks_of_sharing(text):
    return any(word in text.lower() for word in ("share", "disclos", "available", "sell"))


class Practices(CliTest):

    def test_lists_every_practice_with_its_definition(self):
        taxonomy = smallprint_index("practices", "--format", "json").json

        self.assert_valid("practices", taxonomy)
        text = smallprint_index("practices").out
        self.assertEqual(11, len(taxonomy["practices"]))
        for practice in taxonomy["practices"]:
            self.assertIn(practice["id"], text)
            self.assertTrue(practice["definition"])
        self.assertEqual(["performed", "denied", "conditional"], taxonomy["polarities"])
        self.assertEqual(12, len(taxonomy["attributes"][0]["values"]))

    def test_says_how_well_labels_are_told(self):
        quality = smallprint_index("practices", "--format", "json").json["quality"]

        text = smallprint_index("practices").out
        for label in quality["labels"]:
            row = [label["stated"], *label["with_model"].values(), *label["by_rules"].values()]
            self.assertIn(" ".join([label["label"], *map(str, row)]), " ".join(text.split()))
            self.assertLessEqual(max(row), quality["policies"])

    def test_seeds_are_read_as_they_are_written(self):
        seeds = SHARED_CORPUS / "seeds"
        if not seeds.is_dir():
            self.skipTest("skipped: no ../shared/corpus/seeds")
        self.assert_code(0, smallprint_index("build", seeds, "--index", self.index))

        for site, state in SEEDS.items():
            with self.subTest(site=site):
                hits = self.search("--site", site, "--group", "none", "--limit", "0",
                                   "--practice", f"{SHARING}/{state}",
                                   "--format", "jsonl").json_lines
                evidence = [one["evidence"] for hit in hits for one in hit["practices"]
                            if one["practice"] == SHARING and one["polarity"] == state]
                self.assertTrue(any(map(speaks_of_sharing, evidence)), evidence)


if __name__ == "__main__":
    unittest.main()
