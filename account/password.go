package account

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
)

// The cost of a password: argon2id with 19 MiB and two passes, as OWASP gives
// it; some 30 ms of one core.
const (
	argonTime    = 2
	argonMemory  = 19 << 10 // KiB
	argonThreads = 1
	argonKey     = 32
	argonSalt    = 16
)

// hashPassword gives a password in the usual form: $argon2id$v=19$m=…,t=…,p=…$salt$hash.
func hashPassword(password string) string {
	salt := make([]byte, argonSalt)
	rand.Read(salt) //nolint:errcheck // it never fails
	key := argon2.IDKey([]byte(password), salt, argonTime, argonMemory, argonThreads, argonKey)
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonMemory, argonTime, argonThreads, b64.EncodeToString(salt), b64.EncodeToString(key))
}

// isPassword compares in a time that does not depend on the password.
func isPassword(hash, password string) bool {
	parts := strings.Split(hash, "$")
	var version, memory, passes, threads int
	if len(parts) != 6 || parts[1] != "argon2id" || len(password) > longestPassword {
		return false
	}
	if _, err := fmt.Sscanf(parts[2], "v=%d", &version); err != nil || version != argon2.Version {
		return false
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &memory, &passes, &threads); err != nil ||
		memory < 1 || memory > 1<<20 || passes < 1 || passes > 100 || threads < 1 || threads > 16 {
		return false
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return false
	}
	want, err := base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil || len(want) == 0 {
		return false
	}
	got := argon2.IDKey([]byte(password), salt, uint32(passes), uint32(memory), uint8(threads), uint32(len(want)))
	return subtle.ConstantTimeCompare(got, want) == 1
}

// nobody is a password that no user has: signing in under a name that is not
// there takes as long as under one that is.
var nobody = hashPassword("nobody has this password")

// Prefix begins every token, so that one that was left lying about is known for
// what it is.
const Prefix = "dmr_"

// secret is 32 random bytes with a prefix.
func secret(prefix string) string {
	b := make([]byte, 32)
	rand.Read(b) //nolint:errcheck // it never fails
	return prefix + base64.RawURLEncoding.EncodeToString(b)
}

// digest is what is kept of a token or session. It needs no salt: nobody guesses
// 32 random bytes.
func digest(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// same compares two digests in constant time.
func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }
