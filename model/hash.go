package model

import (
	"unicode"
	"unicode/utf8"
)

// Features and words are known by 32-bit hashes. Among the one or two million
// that a model keeps, a strange feature passes for a known one less than once
// in two thousand times. Hash 0 is never returned: tables mark free slots by it.

// Odd 64-bit constants from the digits of the golden ratio and of pi.
const (
	k1 = 0x9e3779b97f4a7c15
	k2 = 0xc2b2ae3d27d4eb4f
	k3 = 0x165667b19e3779f9
	k4 = 0xd6e8feb86659fd93
	k5 = 0xff51afd7ed558ccd
)

func finish(x uint64) uint32 {
	x ^= x >> 32
	x *= k5
	return uint32(x>>32) | 1
}

// Hash1 is the feature "template t has the value a".
func Hash1(t, a uint32) uint32 { return finish(uint64(t)*k4 + uint64(a)*k1) }

// Hash2 is the feature "template t has the values a and b".
func Hash2(t, a, b uint32) uint32 {
	return finish(uint64(t)*k4 + uint64(a)*k1 ^ uint64(b)*k2)
}

// Hash3 is the feature "template t has the values a, b and c".
func Hash3(t, a, b, c uint32) uint32 {
	return finish((uint64(t)*k4 + uint64(a)*k1 ^ uint64(b)*k2) + uint64(c)*k3)
}

// HashBytes is the hash of a word or a part of one (FNV-1a, finished).
func HashBytes(b []byte) uint32 {
	h := uint64(14695981039346656037)
	for _, c := range b {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return finish(h)
}

// AppendFold appends the form of a word under which the models know it: lower
// case, every digit 0, and one sort of quotation mark, apostrophe, dash and
// ellipsis, so that a text with typographic marks reads like one without.
func AppendFold(dst []byte, form string) []byte {
	start := len(dst)
	dashes := true
	for _, r := range form {
		switch {
		case 'a' <= r && r <= 'z':
			dst, dashes = append(dst, byte(r)), false
			continue
		case 'A' <= r && r <= 'Z':
			dst, dashes = append(dst, byte(r)+'a'-'A'), false
			continue
		case '0' <= r && r <= '9':
			dst, dashes = append(dst, '0'), false
			continue
		}
		switch r {
		case '-', '–', '—', '‒', '―', '‐', '‑':
			dst = append(dst, '-')
			if r == '–' || r == '—' || r == '―' {
				dst = append(dst, '-')
			}
			continue
		case '“', '”', '„', '‟', '«', '»', '″', '"':
			dst = append(dst, '"')
		case '‘', '’', '‛', '‚', '′', '´', '`':
			dst = append(dst, '\'')
		case '…':
			dst = append(dst, "..."...)
		default:
			dst = utf8.AppendRune(dst, unicode.ToLower(r))
		}
		dashes = false
	}
	if len(dst)-start == 2 && dst[start] == '\'' && dst[start+1] == '\'' {
		dst = append(dst[:start], '"')
	}
	if dashes && len(dst)-start > 2 {
		dst = dst[:start+2]
	}
	return dst
}
