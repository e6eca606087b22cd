// Package walk holds the tests that go through the desk as a person would: a
// real browser, the keyboard, the demo record. There is nothing in it for the
// program.
package walk
