package main

import (
	"bufio"
	"errors"
	"io"
	"os"
	"path/filepath"

	"demarche"
)

// write writes a file, or to standard output where it has no name. A file
// appears whole or not at all: what goes wrong half-way leaves the old one.
func (a *app) write(name string, f func(io.Writer) error) error {
	if name == "" || name == "-" {
		w := bufio.NewWriter(a.out)
		if err := f(w); err != nil {
			return err
		}
		return w.Flush()
	}
	return writeFile(name, f)
}

func writeFile(name string, f func(io.Writer) error) (err error) {
	part, err := os.CreateTemp(filepath.Dir(name), ".demarche-*")
	if err != nil {
		return &demarche.Error{Code: demarche.Unavailable, Where: name, What: "it cannot be written", Err: err, Repair: "give a file in a folder that is there and may be written"}
	}
	defer func() {
		if err != nil {
			_ = os.Remove(part.Name()) // it is of no use
		}
	}()
	w := bufio.NewWriter(part)
	if err = f(w); err == nil {
		err = w.Flush()
	}
	if err == nil {
		err = part.Chmod(0o644)
	}
	if err = errors.Join(err, part.Close()); err != nil {
		return err
	}
	return os.Rename(part.Name(), name)
}
