package model

import (
	"encoding/binary"
	"fmt"
)

// Narrow holds features with weights for three classes, in one word each: key,
// factor, three weights. All three are kept, though what a perceptron takes
// from one class it gives to another: rounded by itself, each weight is off by
// half a step at most, where one worked out from the two others is off by two
// such halves.
type Narrow struct {
	shift uint8
	slots []uint64
}

// PutNarrow adds the sections of a table of three classes to a weight file.
// Rows come sorted by key; weights are kept in steps of coarse units, so that
// most of them are small numbers that deflate well.
func (f *File) PutNarrow(name string, rows []Row, coarse int32) {
	var keys, factors []byte
	var weights [3][]byte
	last := uint32(0)
	for _, r := range rows {
		var w [3]int32
		top := int32(0)
		for _, c := range r.Cells {
			w[c.Class] = roundDiv(c.W, coarse)
			top = max(top, w[c.Class], -w[c.Class])
		}
		if top == 0 {
			continue
		}
		factor := min((top+126)/127, 255)
		keys = binary.AppendUvarint(keys, uint64(r.Key-last))
		last = r.Key
		factors = append(factors, byte(factor))
		for c, v := range w {
			v = min(max(roundDiv(v, factor), -127), 127)
			weights[c] = append(weights[c], byte(int8(v)))
		}
	}
	f.Put(name+".keys", keys)
	f.Put(name+".factors", factors)
	for c, w := range weights {
		f.Put(name+".weights"+string(rune('0'+c)), w)
	}
}

// Narrow unpacks a table of features of three classes.
func (f *File) Narrow(name string) (*Narrow, error) {
	var part [5][]byte
	for i, s := range []string{".keys", ".factors", ".weights0", ".weights1", ".weights2"} {
		var err error
		if part[i], err = f.Section(name + s); err != nil {
			return nil, err
		}
	}
	keys, factors, w0, w1, w2 := part[0], part[1], part[2], part[3], part[4]
	n := len(factors)
	if len(w0) != n || len(w1) != n || len(w2) != n {
		return nil, fmt.Errorf("%w: table %q has sections of different lengths", ErrDamaged, name)
	}
	h := newHashed(n)
	t := &Narrow{shift: h.shift, slots: make([]uint64, h.size)}
	key := uint64(0)
	for j, factor := range factors {
		d, m := binary.Uvarint(keys)
		key += d
		if m <= 0 || key > 1<<32-1 || d == 0 {
			return nil, fmt.Errorf("%w: keys of table %q", ErrDamaged, name)
		}
		keys = keys[m:]
		i := int(key >> t.shift)
		for i < len(t.slots)-1 && t.slots[i] != 0 {
			i++
		}
		if i == len(t.slots)-1 {
			return nil, fmt.Errorf("%w: table %q overflows", ErrDamaged, name)
		}
		t.slots[i] = key<<32 | uint64(factor)<<24 | uint64(w2[j])<<16 | uint64(w1[j])<<8 | uint64(w0[j])
	}
	return t, nil
}

// Sum returns the sums of the weights of the features for the three classes.
func (t *Narrow) Sum(features []uint32) (sum [3]int32) {
	var a, b, c int32
	for _, key := range features {
		i := key >> t.shift
		w := t.slots[i]
		for uint32(w>>32) != key && w != 0 {
			i++
			w = t.slots[i]
		}
		factor := int32(uint8(w >> 24))
		a += int32(int8(w)) * factor
		b += int32(int8(w>>8)) * factor
		c += int32(int8(w>>16)) * factor
	}
	return [3]int32{a, b, c}
}
