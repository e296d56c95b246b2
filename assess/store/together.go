package store

import "sync"

// shared is a disk on which saves that come together share the syncing of their
// folder: who has renamed a file while a sync runs waits for the next one, with
// all others who did. Each save still returns only after a sync of its folder
// that began after its rename, so what was confirmed is on the disk.
type shared struct {
	disk
	mu      sync.Mutex
	folders map[string]*syncing
}

// syncing is a folder whose syncs are shared.
type syncing struct {
	running sync.Mutex // held while the disk syncs
	next    *sharing   // the sync that has not begun; nil when nobody waits
}

// sharing is one sync that several wait for.
type sharing struct {
	over chan struct{} // closed when err is set
	err  error
}

// together makes saves on a disk share what they can.
func together(d disk) disk { return &shared{disk: d, folders: map[string]*syncing{}} }

// syncDir syncs a folder, or waits for somebody who does.
func (d *shared) syncDir(dir string) error {
	d.mu.Lock()
	f := d.folders[dir]
	if f == nil {
		f = &syncing{}
		d.folders[dir] = f
	}
	if s := f.next; s != nil {
		d.mu.Unlock()
		<-s.over
		return s.err
	}
	s := &sharing{over: make(chan struct{})}
	f.next = s
	d.mu.Unlock()

	f.running.Lock()
	d.mu.Lock()
	f.next = nil // who comes from now on may have renamed too late for this one
	d.mu.Unlock()
	s.err = d.disk.syncDir(dir)
	f.running.Unlock()
	close(s.over)
	return s.err
}
