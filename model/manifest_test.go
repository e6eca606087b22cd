package model

import "testing"

// TestManifest holds the manifest to the weights it describes.
func TestManifest(t *testing.T) {
	m, err := ReadManifest()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, x := range m.Models {
		seen[x.Name] = true
		f, err := Open(x.Name)
		if err != nil {
			t.Fatal(err)
		}
		if f.Sum != x.SHA256 {
			t.Errorf("%s: the weights have checksum %s, the manifest says %s", x.Name, f.Sum, x.SHA256)
		}
		if x.Command == "" || x.Licence == "" || len(x.Corpora) == 0 || len(x.Scores) == 0 {
			t.Errorf("%s: command, licence, corpora or scores are missing", x.Name)
		}
		for _, c := range x.Corpora {
			if len(c.SHA256) != 64 || c.Licence == "" {
				t.Errorf("%s: corpus %s has no hash or licence", x.Name, c.Path)
			}
		}
	}
	for _, n := range []string{"tag", "parse", "name"} {
		if !seen[n] {
			t.Errorf("the manifest does not know %q", n)
		}
	}
}
