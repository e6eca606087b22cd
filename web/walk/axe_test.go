package walk

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// axe-core, which looks for what keeps people out of a page, is a tool of the
// tests (MPL-2.0): it is fetched once from the npm registry, checked, and kept
// beside the other tools.
const (
	axeVersion = "4.14.1"
	axeHash    = "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==" // SHA-512 of the package
)

// errOther says that the registry has another package under that version: no
// reason to pass the test over.
var errOther = errors.New("the package of axe-core is not the one that was chosen")

var fetched = sync.OnceValues(func() (string, error) {
	file := filepath.Join("..", "..", ".tools", "axe-core-"+axeVersion+".js")
	if b, err := os.ReadFile(file); err == nil {
		return string(b), nil
	}
	client := &http.Client{Timeout: time.Minute}
	resp, err := client.Get("https://registry.npmjs.org/axe-core/-/axe-core-" + axeVersion + ".tgz")
	if err != nil {
		return "", err
	}
	defer func() { _ = resp.Body.Close() }() // read to its end
	packed, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", err
	}
	if resp.StatusCode != http.StatusOK {
		return "", errors.New("the npm registry says " + resp.Status)
	}
	if sum := sha512.Sum512(packed); base64.StdEncoding.EncodeToString(sum[:]) != axeHash {
		return "", errOther
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return "", err
	}
	for files := tar.NewReader(z); ; {
		h, err := files.Next()
		if err != nil {
			return "", fmt.Errorf("axe.min.js is not in the package: %w", err)
		}
		if h.Name != "package/axe.min.js" {
			continue
		}
		b, err := io.ReadAll(files)
		if err != nil {
			return "", err
		}
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err == nil {
			_ = os.WriteFile(file, b, 0o666) // else it is fetched again next time
		}
		return string(b), nil
	}
})

// axe is the script. Where it cannot be had, the test is skipped loudly.
func axe(t *testing.T) string {
	t.Helper()
	s, err := fetched()
	if errors.Is(err, errOther) {
		t.Fatal(err)
	}
	if err != nil {
		t.Skipf("skipped: axe-core is not here and cannot be fetched: %v", err)
	}
	return s
}
