package collection

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/ncruces/go-sqlite3"
)

// sqlite is a collection in a file. It is one connection: who reads waits for
// who writes.
type sqlite struct {
	mu   sync.Mutex
	c    *sqlite3.Conn
	done map[string]*sqlite3.Stmt // statements, ready to run
}

// applicationID marks the file as a collection of csi: "csic".
const applicationID = 0x63736963

// busy is how long a client waits for another one that writes.
const busy = 60 * time.Second

// openSQLite opens a file; create makes it where there is none.
func openSQLite(ctx context.Context, path string, create bool) (*sqlite, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist) && create:
		// For its owner alone, from the first byte on.
		f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return nil, err
		}
		if err := f.Close(); err != nil {
			return nil, err
		}
	case errors.Is(err, os.ErrNotExist):
		return nil, ErrNotFound
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, ErrOther
	}
	c, err := sqlite3.OpenFlags(path, sqlite3.OPEN_READWRITE)
	if err != nil {
		return nil, wrong(err)
	}
	s := &sqlite{c: c, done: map[string]*sqlite3.Stmt{}}
	if err := s.begin(ctx); err != nil {
		_ = s.close()
		return nil, wrong(err)
	}
	return s, nil
}

// begin sets the connection up and looks whether the file is ours. The
// journal is the rollback journal: unlike the write-ahead log it works on
// drives that offices share, and leaves one file when all is done.
func (s *sqlite) begin(ctx context.Context) error {
	if err := s.c.BusyTimeout(busy); err != nil {
		return err
	}
	if err := s.c.Exec("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA cache_size = -49152; PRAGMA temp_store = FILE; PRAGMA trusted_schema = OFF"); err != nil {
		return err
	}
	return s.read(ctx, func(session) error {
		var id, objects int
		x := liteSession{s}
		if err := x.query("PRAGMA application_id", nil, []any{&id}, func() error { return nil }); err != nil {
			return err
		}
		if err := x.query("SELECT COUNT(*) FROM sqlite_schema", nil, []any{&objects}, func() error { return nil }); err != nil {
			return err
		}
		if id != applicationID && (objects > 0 || id != 0) {
			return ErrOther
		}
		return nil
	})
}

// wrong puts the errors of the library into ours where we have one.
func wrong(err error) error {
	switch {
	case errors.Is(err, sqlite3.NOTADB):
		return ErrOther
	case errors.Is(err, sqlite3.INTERRUPT):
		return context.Canceled
	// The library looks for a full disk behind an error that the standard
	// library has wrapped, misses it, and reports a failed write.
	case errors.Is(err, sqlite3.FULL), errors.Is(err, sqlite3.IOERR_WRITE), errors.Is(err, sqlite3.IOERR_FSYNC), errors.Is(err, sqlite3.IOERR_TRUNCATE):
		return fmt.Errorf("%w: %w", ErrNoSpace, err)
	case errors.Is(err, sqlite3.BUSY):
		return fmt.Errorf("%w: %w", ErrBusy, err)
	case errors.Is(err, sqlite3.CORRUPT):
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	case errors.Is(err, sqlite3.READONLY), errors.Is(err, sqlite3.CANTOPEN):
		return fmt.Errorf("%w: %w", ErrReadOnly, err)
	}
	return err
}

func (s *sqlite) write(ctx context.Context, f func(session) error) error {
	return s.run(ctx, "BEGIN IMMEDIATE", f)
}

func (s *sqlite) read(ctx context.Context, f func(session) error) error {
	return s.run(ctx, "BEGIN", f)
}

func (s *sqlite) migrate(ctx context.Context, f func(session) error) error {
	return s.write(ctx, func(x session) error {
		if _, err := x.exec(fmt.Sprintf("PRAGMA application_id = %d", applicationID)); err != nil {
			return err
		}
		return f(x)
	})
}

// run runs f in a transaction.
func (s *sqlite) run(ctx context.Context, begin string, f func(session) error) (err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.c.SetInterrupt(ctx)
	defer func() {
		// Taking back and closing must work after the person has left.
		s.c.SetInterrupt(context.Background())
		if err != nil {
			for _, stmt := range s.done {
				_ = stmt.Reset()
			}
			if !s.c.GetAutocommit() {
				_ = s.c.Exec("ROLLBACK")
			}
			if ctx.Err() != nil {
				err = ctx.Err()
			}
		}
	}()
	if err := s.c.Exec(begin); err != nil {
		return wrong(err)
	}
	if err := f(liteSession{s}); err != nil {
		return wrong(err)
	}
	return wrong(s.c.Exec("COMMIT"))
}

func (s *sqlite) check(ctx context.Context) ([]string, error) {
	var damage []string
	err := s.read(ctx, func(x session) error {
		var line string
		return x.query("PRAGMA integrity_check", nil, []any{&line}, func() error {
			if line != "ok" {
				damage = append(damage, line)
			}
			return nil
		})
	})
	if errors.Is(err, ErrDamaged) {
		return append(damage, err.Error()), nil
	}
	return damage, err
}

func (s *sqlite) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, stmt := range s.done {
		_ = stmt.Close()
	}
	return s.c.Close()
}

// liteSession is a transaction of SQLite.
type liteSession struct{ *sqlite }

// prepare gives a statement that is ready to be bound.
func (s liteSession) prepare(sql string) (*sqlite3.Stmt, error) {
	if stmt := s.done[sql]; stmt != nil {
		return stmt, nil
	}
	text := strings.ReplaceAll(strings.ReplaceAll(sql, "$", "?"), "BYTES", "BLOB")
	stmt, _, err := s.c.Prepare(text)
	if err != nil {
		return nil, err
	}
	s.done[sql] = stmt
	return stmt, nil
}

func bind(stmt *sqlite3.Stmt, args []any) error {
	for i, a := range args {
		var err error
		switch a := a.(type) {
		case int:
			err = stmt.BindInt(i+1, a)
		case string:
			err = stmt.BindText(i+1, a)
		case []byte:
			err = stmt.BindBlob(i+1, a)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (s liteSession) exec(sql string, args ...any) (int, error) {
	stmt, err := s.prepare(sql)
	if err != nil {
		return 0, err
	}
	if err := bind(stmt, args); err != nil {
		return 0, err
	}
	if err := stmt.Exec(); err != nil {
		return 0, err
	}
	return int(s.c.Changes()), nil
}

func (s liteSession) query(sql string, args, dest []any, each func() error) error {
	stmt, err := s.prepare(sql)
	if err != nil {
		return err
	}
	defer stmt.Reset()
	if err := bind(stmt, args); err != nil {
		return err
	}
	for stmt.Step() {
		for i, d := range dest {
			switch d := d.(type) {
			case *int:
				*d = stmt.ColumnInt(i)
			case *string:
				// Most columns of a segment are those of the row before.
				if raw := stmt.ColumnRawText(i); string(raw) != *d {
					*d = string(raw)
				}
			case *[]byte:
				*d = stmt.ColumnBlob(i, (*d)[:0])
			}
		}
		if err := each(); err != nil {
			return err
		}
	}
	return stmt.Err()
}

func (s liteSession) lookup(sql string, keys [][]byte, dest []any, each func() error) error {
	for _, k := range keys {
		if err := s.query(sql+" = $1", []any{k}, dest, each); err != nil {
			return err
		}
	}
	return nil
}

func (s liteSession) many(sql string, lists [][]any) error {
	for _, args := range lists {
		if _, err := s.exec(sql, args...); err != nil {
			return err
		}
	}
	return nil
}

func (s liteSession) fill(table string, columns []string, rows [][]any) error {
	marks := make([]string, len(columns))
	for i := range marks {
		marks[i] = fmt.Sprintf("$%d", i+1)
	}
	return s.many("INSERT INTO "+table+" ("+strings.Join(columns, ", ")+") VALUES ("+strings.Join(marks, ", ")+")", rows)
}

func (s liteSession) hasTable(name string) (bool, error) {
	there := false
	err := s.query("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1", []any{name}, nil, func() error {
		there = true
		return nil
	})
	return there, err
}
