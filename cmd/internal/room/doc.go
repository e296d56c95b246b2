// Package room serves a workshop to the people in a room: pages for phones,
// for the big screen and for the trainer, by plain HTML forms that work
// without script.
//
// The room keeps nothing itself. Whatever a person says goes to the Keeper,
// and is acknowledged when the Keeper says that it is safe. Keys of phones are
// in memory only; no address, no name of a browser and no time of a response is
// kept or logged. While a round is open, nobody sees more than how many have
// responded, and below the minimum not even that.
//
// What a page shows is decided from the log of the workshop, so a phone that
// comes late, reloads or comes back always gets the page that fits.
package room
