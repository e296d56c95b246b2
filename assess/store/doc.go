// Package store keeps assessments on disk: it reads them with a place for
// every fault, writes them in one canonical layout, and makes every save
// durable before it says so.
//
// # The file
//
// An assessment is one YAML file, NAME.csi.yaml, that a person can read and
// edit. JSON is YAML and read as well; a byte-order mark is accepted. Parse
// walks the nodes of the file and collects all faults in one run, each with a
// position. Unknown keys are refused, so that a rewrite never drops anything a
// person wrote, with one exception: of comments, only those above the first
// line of content survive a rewrite. The others stay in the version before,
// until the save after the next.
//
// Everything but csi, kind and the questionnaire may be missing: a frame with
// gaps is read, and assess.Frame.Missing names what is still to be asked. The
// questionnaire may be a newer or older one of the same major version.
//
// # The assessment before
//
// An assessment that asks an earlier one anew may name it: previous holds its
// file, relative to this one's folder, its id and its date; file or id must be
// there. Whether the file still exists is not checked here: an assessment is
// whole without it, and whoever wants to show it compares the id.
//
// # The frame file
//
// Where responses come as CSV, the frame comes from a file of its own: an
// assessment without responses and plan, of which only the frame has to be
// there. ParseFrame reads it.
//
// # Saving
//
// A save writes a temporary file beside the target, syncs it, keeps the
// version before as NAME~ (a second link to the same file, or a synced copy
// where the disk knows no links), renames the temporary file over the target,
// syncs the folder, and reads back what it wrote. At every instant NAME is a
// whole version, old or new. Files are for their owner only (0600) wherever
// the disk knows such a thing; symbolic links are followed to their target;
// owner, extended attributes and hard links of the file before are not kept.
//
// # Two processes
//
// An open File holds a lock on a hidden file beside it, .NAME.lock. The
// operating system lets go of it when the process ends, however it ends, so a
// lock file that was left behind locks nothing. Where a network drive knows no
// locks, a File opens without one; then, as against editors, the comparison
// before every save is what finds a second writer (ErrChanged).
package store
