package segment

import "strings"

// address reports whether s is a web or mail address or the name of a file,
// which are single tokens.
func address(s string) bool {
	if len(s) < 4 {
		return false
	}
	signs := 0
	for i := 0; i < len(s) && signs == 0; i++ {
		switch s[i] {
		case '@', '/', '.':
			signs++
		}
	}
	if signs == 0 {
		return false
	}
	for _, scheme := range schemes {
		if len(s) > len(scheme) && strings.EqualFold(s[:len(scheme)], scheme) {
			return true
		}
	}
	if at := strings.IndexByte(s, '@'); at > 0 && at+1 < len(s) && isAlnum(s[at-1]) || at > 0 && s[at-1] == '.' {
		return at+1 < len(s) && isAlnum(s[at+1])
	}
	host, path, _ := strings.Cut(s, "/")
	dot := strings.LastIndexByte(host, '.')
	if dot <= 0 || !hostName(host) {
		return false
	}
	last := strings.ToLower(host[dot+1:])
	return domains[last] || path == "" && files[last]
}

var schemes = []string{"http://", "https://", "ftp://", "mailto:", "www.", "doi:"}

// domains are top-level domains and files file endings that end a name with
// periods in it. Domains that are English words ("in", "it", "is", "us") are
// left out: a missing space after a period is more frequent.
var (
	domains = set("com org net gov edu mil int io info biz co uk ru ua de fr eu ca au nz jp cn kr br nl pl ch tv")
	files   = set("doc docx xls xlsx pdf txt htm html jpg jpeg png gif ppt pptx csv xml zip exe mp3 mp4 json")
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

func isAlnum(c byte) bool { return isLetter(c) || isDigit(c) }

// hostName reports whether s is made of letters, digits, hyphens, underscores
// and single periods, and is not an abbreviation such as "U.S.".
func hostName(s string) bool {
	for i := 0; i < len(s); i++ {
		switch {
		case isAlnum(s[i]), s[i] == '-', s[i] == '_', s[i] == '#':
		case s[i] == '.' && i > 0 && s[i-1] != '.':
		default:
			return false
		}
	}
	return true
}
