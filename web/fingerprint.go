package web

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
)

// Fingerprint is one hash over everything that the bundle is made of: the
// sources, the lock of what they use, and the build itself. root is the folder
// web. It stands in dist/sources.sha256, so that a bundle older than its sources
// is found without npm.
func Fingerprint(root fs.FS) (string, error) {
	files := []string{"package-lock.json", "tsconfig.json", "build/main.go", "build/licences.go"}
	err := fs.WalkDir(root, "src", func(p string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			files = append(files, p)
		}
		return err
	})
	if err != nil {
		return "", err
	}
	slices.Sort(files)
	all := sha256.New()
	for _, name := range files {
		content, err := fs.ReadFile(root, name)
		if err != nil {
			return "", err
		}
		_, _ = fmt.Fprintf(all, "%s %x\n", name, sha256.Sum256(content)) // a hash never fails
	}
	return hex.EncodeToString(all.Sum(nil)), nil
}
