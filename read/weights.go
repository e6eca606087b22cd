package read

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"sync"

	"demarche/model"
	"demarche/read/name"
	"demarche/read/parse"
	"demarche/read/tag"
)

// opened are the trained models, or why they cannot be used.
type opened struct {
	tag   *tag.Model
	parse *parse.Model
	name  *name.Model
	hash  string
	err   error
}

// open unpacks the three models side by side.
func open() opened {
	var w opened
	names := []string{"tag", "parse", "name"}
	sums, errs := make([]string, len(names)), make([]error, len(names))
	var wg sync.WaitGroup
	for i, n := range names {
		wg.Go(func() {
			f, err := model.Open(n)
			if err == nil {
				sums[i] = f.Sum
				switch n {
				case "tag":
					w.tag, err = tag.Load(f)
				case "parse":
					w.parse, err = parse.Load(f)
				case "name":
					w.name, err = name.Load(f)
				}
			}
			errs[i] = err
		})
	}
	wg.Wait()
	h := sha256.New()
	for i := range names {
		if errs[i] != nil {
			return opened{err: errs[i]}
		}
		fmt.Fprintf(h, "%s %s\n", names[i], sums[i])
	}
	w.hash = "sha256:" + hex.EncodeToString(h.Sum(nil))
	return w
}

// hashData is the hash of the names and contents of all files of a data folder.
func hashData(fsys fs.FS) (string, error) {
	h := sha256.New()
	err := fs.WalkDir(fsys, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := fs.ReadFile(fsys, p)
		if err != nil {
			return err
		}
		s := sha256.Sum256(b)
		fmt.Fprintf(h, "%s %x\n", p, s)
		return nil
	})
	return "sha256:" + hex.EncodeToString(h.Sum(nil)), err
}
