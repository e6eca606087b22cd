//go:build !unix

package view_test

import "time"

// cpu cannot be told here.
func cpu() time.Duration { return 0 }
