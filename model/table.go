package model

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"
)

// Row is a feature with its weights, in the units of the trainer.
type Row struct {
	Key   uint32 // hash of the feature
	Cells []Cell // by class
}

// Cell is the weight of one class.
type Cell struct {
	Class uint8
	W     int32
}

// PutTable adds the sections of a table of features to a weight file. Rows
// come sorted by key, cells by class; each row keeps eight bits a weight and a
// factor of its own, for one factor for all rows would flatten the many small
// ones.
func (f *File) PutTable(name string, rows []Row) {
	var keys, lens, classes, factors, weights []byte
	last := uint32(0)
	for _, r := range rows {
		top := int32(0)
		for _, c := range r.Cells {
			top = max(top, c.W, -c.W)
		}
		factor := min(max((top+126)/127, 1), 255)
		n := 0
		for _, c := range r.Cells {
			w := roundDiv(c.W, factor)
			if w = min(max(w, -127), 127); w == 0 {
				continue
			}
			classes = append(classes, c.Class)
			weights = append(weights, byte(int8(w)))
			n++
		}
		if n == 0 {
			continue
		}
		keys = binary.AppendUvarint(keys, uint64(r.Key-last))
		last = r.Key
		lens = append(lens, byte(n))
		factors = append(factors, byte(factor))
	}
	f.Put(name+".keys", keys)
	f.Put(name+".lens", lens)
	f.Put(name+".classes", classes)
	f.Put(name+".factors", factors)
	f.Put(name+".weights", weights)
}

func roundDiv(a, b int32) int32 {
	if a < 0 {
		return -((-a + b/2) / b)
	}
	return (a + b/2) / b
}

// tableParts are the sections of a table, read in step.
type tableParts struct {
	keys, lens, classes, factors, weights []byte
}

func (f *File) tableParts(name string) (p tableParts, err error) {
	for _, s := range []struct {
		to   *[]byte
		name string
	}{{&p.keys, "keys"}, {&p.lens, "lens"}, {&p.classes, "classes"}, {&p.factors, "factors"}, {&p.weights, "weights"}} {
		if *s.to, err = f.Section(name + "." + s.name); err != nil {
			return p, err
		}
	}
	n := 0
	for _, l := range p.lens {
		n += int(l)
	}
	if n != len(p.classes) || n != len(p.weights) || len(p.factors) != len(p.lens) {
		return p, fmt.Errorf("%w: table %q has sections of different lengths", ErrDamaged, name)
	}
	return p, nil
}

// each calls take with every row in the order of the keys.
func (p tableParts) each(take func(key uint32, classes []byte, factor byte, weights []byte)) error {
	key, at, cell := uint64(0), 0, 0
	for i, l := range p.lens {
		d, n := binary.Uvarint(p.keys[at:])
		key += d
		if n <= 0 || key > 1<<32-1 || d == 0 {
			return fmt.Errorf("%w: keys", ErrDamaged)
		}
		at += n
		end := cell + int(l)
		take(uint32(key), p.classes[cell:end], p.factors[i], p.weights[cell:end])
		cell = end
	}
	return nil
}

// hashed is the order of a table: a key stands at its home, the top bits of
// the key, or in the next free slot after it. Rows are put in by rising key, so
// loading walks through memory once; room at the end takes what overflows, and
// a lookup ends at the key or at a free slot, nearly always in one cache line.
type hashed struct {
	shift uint8
	size  int
}

func newHashed(rows int) hashed {
	b := max(bits.Len(uint(rows)+uint(rows)/2), 3)
	return hashed{uint8(32 - b), 1<<b + rows/64 + 64}
}

// Table holds features with weights for many classes, few of them not zero.
type Table struct {
	shift uint8
	slots []slot
	data  []byte // rows: number of cells, factor, then class and weight by turns
}

type slot struct{ key, at uint32 }

// Table unpacks a table of features.
func (f *File) Table(name string) (*Table, error) {
	p, err := f.tableParts(name)
	if err != nil {
		return nil, err
	}
	h := newHashed(len(p.lens))
	t := &Table{shift: h.shift, slots: make([]slot, h.size)}
	t.data = make([]byte, 0, 2*len(p.lens)+2*len(p.classes))
	full := false
	err = p.each(func(key uint32, classes []byte, factor byte, weights []byte) {
		i := int(key >> t.shift)
		for i < len(t.slots)-1 && t.slots[i].key != 0 {
			i++
		}
		full = full || i == len(t.slots)-1
		t.slots[i] = slot{key, uint32(len(t.data))}
		t.data = append(t.data, byte(len(classes)), factor)
		for j, c := range classes {
			t.data = append(t.data, c, weights[j])
		}
	})
	if err == nil && full {
		err = fmt.Errorf("%w: table %q overflows", ErrDamaged, name)
	}
	return t, err
}

// Add adds to the scores, which must have room for every class, the weights of
// the features.
func (t *Table) Add(scores []int32, features []uint32) {
	for _, key := range features {
		i := key >> t.shift
		for t.slots[i].key != key {
			if t.slots[i].key == 0 {
				break
			}
			i++
		}
		if t.slots[i].key == 0 {
			continue
		}
		row := t.data[t.slots[i].at:]
		n, factor := int(row[0]), int32(row[1])
		row = row[2 : 2+2*n]
		for j := 0; j+1 < len(row); j += 2 {
			scores[row[j]] += int32(int8(row[j+1])) * factor
		}
	}
}

// Index maps hashes of words to small numbers.
type Index struct {
	shift uint8
	slots []slot
}

// PutIndex adds an index to a weight file.
func (f *File) PutIndex(name string, values map[uint32]uint32) {
	keys := make([]uint32, 0, len(values))
	for k := range values {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	var kb, vb []byte
	last := uint32(0)
	for _, k := range keys {
		kb = binary.AppendUvarint(kb, uint64(k-last))
		last = k
		vb = binary.AppendUvarint(vb, uint64(values[k]))
	}
	f.Put(name+".keys", kb)
	f.Put(name+".values", vb)
}

// Index unpacks an index.
func (f *File) Index(name string) (*Index, error) {
	kb, err := f.Section(name + ".keys")
	if err != nil {
		return nil, err
	}
	vb, err := f.Section(name + ".values")
	if err != nil {
		return nil, err
	}
	var keys, values []uint32
	key := uint64(0)
	for len(kb) > 0 {
		d, n := binary.Uvarint(kb)
		v, m := binary.Uvarint(vb)
		key += d
		if n <= 0 || m <= 0 || d == 0 || key > 1<<32-1 || v > 1<<32-1 {
			return nil, fmt.Errorf("%w: index %q", ErrDamaged, name)
		}
		kb, vb = kb[n:], vb[m:]
		keys = append(keys, uint32(key))
		values = append(values, uint32(v))
	}
	return newIndex(keys, values), nil
}

// NewIndex makes an index from a map, for the trainers.
func NewIndex(values map[uint32]uint32) *Index {
	keys := make([]uint32, 0, len(values))
	for k := range values {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	in := make([]uint32, len(keys))
	for i, k := range keys {
		in[i] = values[k]
	}
	return newIndex(keys, in)
}

func newIndex(keys, values []uint32) *Index {
	h := newHashed(len(keys))
	h.size += len(keys) // never full, however the keys lie
	t := &Index{shift: h.shift, slots: make([]slot, h.size)}
	for j, k := range keys {
		i := k >> t.shift
		for t.slots[i].key != 0 {
			i++
		}
		t.slots[i] = slot{k, values[j]}
	}
	return t
}

// Get returns the number of a key, and whether it is there.
func (t *Index) Get(key uint32) (uint32, bool) {
	for i := key >> t.shift; t.slots[i].key != 0; i++ {
		if t.slots[i].key == key {
			return t.slots[i].at, true
		}
	}
	return 0, false
}
