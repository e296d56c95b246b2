package cli

import (
	"context"
	"errors"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"csi/assess/collection"
	"csi/questionnaires/phrases"
)

// benchmarkCommand is "csi benchmark": many assessments side by side.
func (a *app) benchmarkCommand() *cobra.Command {
	c := parent("benchmark",
		a.benchmarkAddCommand(),
		a.benchmarkListCommand(),
		a.benchmarkRemoveCommand(),
		a.benchmarkVerifyCommand(),
		a.benchmarkSimulateCommand(),
		a.benchmarkShowCommand(),
		a.benchmarkReportCommand(),
		a.benchmarkReleaseCommand(),
		a.benchmarkExportCommand(),
		a.benchmarkCardCommand(),
		a.benchmarkKeyCommand(),
		a.benchmarkQualityCommand(),
	)
	c.PersistentFlags().StringVar(&a.db, "db", collection.DefaultName, "")
	return c
}

// openCollection opens the collection that --db names.
func (a *app) openCollection(ctx context.Context) (*collection.Collection, error) {
	c, err := collection.Open(ctx, a.db)
	return c, a.fromCollection(err)
}

// dbName writes the collection for messages: a file as it was given, a server
// without what the address may hold of a password.
func (a *app) dbName() string {
	if !collection.IsServer(a.db) {
		return a.db
	}
	_, rest, _ := strings.Cut(a.db, "://")
	if i := strings.LastIndexByte(rest, '@'); i >= 0 {
		rest = rest[i+1:]
	}
	rest, _, _ = strings.Cut(rest, "?")
	return "postgres://" + rest
}

// fromCollection puts an error of a collection into words.
func (a *app) fromCollection(err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, context.Canceled) {
		return quiet(ExitStopped)
	}
	parts := phrases.V{"db": a.dbName(), "why": err.Error()}
	var key *collection.KeyError
	if errors.As(err, &key) {
		parts["found"], parts["keys"] = key.Found, strings.Join(collection.AllKeys(), ", ")
		return &failure{code: ExitUsage, id: "collection.error.key", parts: parts}
	}
	for _, known := range []struct {
		err  error
		id   string
		hint string
		code int
	}{
		{collection.ErrNotFound, "not_found", "not_found", ExitFailure},
		{collection.ErrOther, "foreign", "", ExitFailure},
		{collection.ErrNewer, "newer", "newer", ExitFaults},
		{collection.ErrNoSpace, "no_space", "again", ExitFailure},
		{collection.ErrBusy, "busy", "again", ExitFailure},
		{collection.ErrDamaged, "damaged", "damaged", ExitFaults},
		{collection.ErrReadOnly, "read_only", "", ExitFailure},
		{collection.ErrServer, "server", "server", ExitFailure},
	} {
		if !errors.Is(err, known.err) {
			continue
		}
		f := &failure{code: known.code, id: "collection.error." + known.id, parts: parts, cause: err}
		if known.hint != "" {
			f.hints = []string{"collection.hint." + known.hint}
		}
		return f
	}
	return &failure{code: ExitFailure, id: "collection.error.failed", parts: parts, cause: err}
}

// chosenBy reads --where and --by: "country=XA,year=2025" and "country,year".
func chosenBy(where, by string) (collection.Query, error) {
	var q collection.Query
	for _, part := range fields(where) {
		key, v, ok := strings.Cut(part, "=")
		if !ok {
			return q, &failure{code: ExitUsage, id: "collection.error.where", parts: phrases.V{"found": part, "keys": strings.Join(collection.AllKeys(), ", ")}}
		}
		if q.Where == nil {
			q.Where = map[string]string{}
		}
		q.Where[key] = v
	}
	q.By = fields(by)
	for _, key := range slices.Concat(slices.Sorted(maps.Keys(q.Where)), q.By) {
		if !slices.Contains(collection.AllKeys(), key) {
			return q, &failure{code: ExitUsage, id: "collection.error.key", parts: phrases.V{"found": key, "keys": strings.Join(collection.AllKeys(), ", ")}}
		}
	}
	return q, nil
}

// fields splits a list at its commas.
func fields(s string) []string {
	var out []string
	for _, part := range strings.Split(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// asideName is the file that lists what was set aside.
func (a *app) asideName() string {
	if collection.IsServer(a.db) {
		return "csi-collection.set-aside.txt"
	}
	return strings.TrimSuffix(a.db, filepath.Ext(a.db)) + ".set-aside.txt"
}

// counted writes a count with its noun and its thousands apart.
func (a *app) counted(id string, n int) string {
	p := a.phrases()
	return p.N(id, n, phrases.V{"count": p.Amount(int64(n))})
}
