package rule

// near returns the candidate most like a mistyped word, or "" when none is
// close: at most a third of its letters changed, added, dropped or swapped.
func near(w string, candidates []string) string {
	best, bestAt := "", len([]rune(w))/3+1
	for _, c := range candidates {
		if n := distance(w, c); n < bestAt && c != w {
			best, bestAt = c, n
		}
	}
	return best
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// distance is the edit distance with swaps of neighbours counted as one.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	prev2, prev, cur := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(x); i++ {
		cur[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(y)]
}

// edtf reports whether s is a year, month or day as a publication date is
// written.
func edtf(s string) bool {
	for i := 0; i < len(s); i++ {
		if i == 4 || i == 7 {
			if s[i] != '-' {
				return false
			}
		} else if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return len(s) == 4 || len(s) == 7 || len(s) == 10
}
