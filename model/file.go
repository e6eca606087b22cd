// Package model reads and writes weight files, and holds the tables that the
// taggers and parsers look their features up in.
//
// A weight file describes itself:
//
//	magic     4 bytes, "DMWF"
//	layout    uint32, see Layout
//	length    uint32, bytes of the header
//	header    JSON: name, word lists, numbers, and the sections in order
//	sections  bytes, each plain or deflated as the header says
//	checksum  SHA-256 of everything before it
//
// Numbers are little-endian. Weights are integers throughout: eight bits each
// with one factor a row, so that a score is the same sum on every machine.
package model

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
)

const magic = "DMWF"

// Layout is the version of the layout of a weight file.
//
//	1  the first
const Layout = 1

// File is one weight file in memory.
type File struct {
	Header
	Sum  string // SHA-256 of the file, in hexadecimal; empty before it is written
	data map[string][]byte
}

// Header is the readable part of a weight file.
type Header struct {
	Name     string              `json:"name"`     // "tag", "parse"
	Features int                 `json:"features"` // version of the feature code that the weights belong to
	Lists    map[string][]string `json:"lists"`    // class names, by list
	Numbers  map[string]int      `json:"numbers"`
	Sections []Section           `json:"sections"`
}

// Section is a stretch of bytes with a name.
type Section struct {
	Name     string `json:"name"`
	Size     int    `json:"size"`   // bytes in memory
	Packed   int    `json:"packed"` // bytes in the file
	Deflated bool   `json:"deflated"`
}

// NewFile starts a weight file for the trainers.
func NewFile(name string, features int) *File {
	return &File{
		Header: Header{Name: name, Features: features, Lists: map[string][]string{}, Numbers: map[string]int{}},
		data:   map[string][]byte{},
	}
}

// Put adds a section, which must not be there yet.
func (f *File) Put(section string, data []byte) {
	if _, ok := f.data[section]; ok {
		panic("model: section " + section + " twice")
	}
	f.Sections = append(f.Sections, Section{Name: section, Size: len(data)})
	f.data[section] = data
}

// Section returns the bytes of a section.
func (f *File) Section(name string) ([]byte, error) {
	b, ok := f.data[name]
	if !ok {
		return nil, fmt.Errorf("weights %q have no section %q", f.Name, name)
	}
	return b, nil
}

// Expect fails when the file is not the model called name made for this
// version of the feature code.
func (f *File) Expect(name string, features int) error {
	if f.Name != name {
		return fmt.Errorf("weights %q where %q were expected", f.Name, name)
	}
	if f.Features != features {
		return fmt.Errorf("weights %q are for features version %d, this program has version %d; train them again with: make train",
			f.Name, f.Features, features)
	}
	return nil
}

// Digest is the SHA-256 of the contents: the name, the lists, the numbers and
// the sections before packing. Unlike Sum it does not change with the version
// of the compressor.
func (f *File) Digest() string {
	h := sha256.New()
	head := f.Header
	head.Sections = nil
	js, _ := json.Marshal(head)
	h.Write(js)
	for _, s := range f.Sections {
		fmt.Fprintf(h, "\n%s %d\n", s.Name, s.Size)
		h.Write(f.data[s.Name])
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Bytes packs the file.
func (f *File) Bytes() ([]byte, error) {
	var body bytes.Buffer
	for i := range f.Sections {
		s := &f.Sections[i]
		raw := f.data[s.Name]
		var z bytes.Buffer
		w, err := flate.NewWriter(&z, flate.BestCompression)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(raw); err != nil {
			return nil, err
		}
		if err := w.Close(); err != nil {
			return nil, err
		}
		// Inflating costs more than half of a start. Keys and weights, two
		// thirds of the bytes, shrink by a sixth and stay as they are: a
		// quarter less to wait for, an eighth more to store.
		s.Deflated = z.Len() < len(raw)*3/5
		packed := raw
		if s.Deflated {
			packed = z.Bytes()
		}
		s.Packed = len(packed)
		body.Write(packed)
	}
	js, err := json.Marshal(f.Header)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.WriteString(magic)
	out.Write(binary.LittleEndian.AppendUint32(nil, Layout))
	out.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(js))))
	out.Write(js)
	out.Write(body.Bytes())
	sum := sha256.Sum256(out.Bytes())
	out.Write(sum[:])
	f.Sum = hex.EncodeToString(sum[:])
	return out.Bytes(), nil
}

// ErrDamaged is returned for bytes that are no whole weight file.
var ErrDamaged = errors.New("not a whole weight file")

// Read unpacks a weight file.
func Read(r io.Reader) (*File, error) {
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	return Unpack(b)
}

// Unpack unpacks a weight file, which it may keep parts of.
func Unpack(b []byte) (*File, error) {
	const fixed = 12
	if len(b) < fixed+sha256.Size || string(b[:4]) != magic {
		return nil, ErrDamaged
	}
	if v := binary.LittleEndian.Uint32(b[4:]); v != Layout {
		return nil, fmt.Errorf("weight file of layout %d, this program reads layout %d", v, Layout)
	}
	end := len(b) - sha256.Size
	sum := sha256.Sum256(b[:end])
	if !bytes.Equal(sum[:], b[end:]) {
		return nil, fmt.Errorf("%w: the checksum differs", ErrDamaged)
	}
	n := int(binary.LittleEndian.Uint32(b[8:]))
	if n > end-fixed {
		return nil, fmt.Errorf("%w: header of %d bytes", ErrDamaged, n)
	}
	f := &File{Sum: hex.EncodeToString(sum[:]), data: map[string][]byte{}}
	if err := json.Unmarshal(b[fixed:fixed+n], &f.Header); err != nil {
		return nil, fmt.Errorf("%w: header: %w", ErrDamaged, err)
	}
	return f, f.unpack(b[fixed+n : end])
}

// unpack inflates the sections side by side; where they come to lie does not
// depend on who is first.
func (f *File) unpack(body []byte) error {
	out := make([][]byte, len(f.Sections))
	errs := make([]error, len(f.Sections))
	var wg sync.WaitGroup
	for i, s := range f.Sections {
		if s.Packed < 0 || s.Size < 0 || s.Packed > len(body) || s.Size > 1<<30 {
			return fmt.Errorf("%w: section %q", ErrDamaged, s.Name)
		}
		packed := body[:s.Packed]
		body = body[s.Packed:]
		if !s.Deflated {
			out[i] = packed
			continue
		}
		wg.Go(func() {
			raw := make([]byte, s.Size)
			if _, err := io.ReadFull(flate.NewReader(bytes.NewReader(packed)), raw); err != nil {
				errs[i] = fmt.Errorf("%w: section %q: %w", ErrDamaged, s.Name, err)
			}
			out[i] = raw
		})
	}
	wg.Wait()
	for i, s := range f.Sections {
		if errs[i] != nil {
			return errs[i]
		}
		if len(out[i]) != s.Size {
			return fmt.Errorf("%w: section %q has %d bytes, not %d", ErrDamaged, s.Name, len(out[i]), s.Size)
		}
		f.data[s.Name] = out[i]
	}
	return nil
}
