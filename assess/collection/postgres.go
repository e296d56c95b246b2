package collection

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// postgres is a collection on a server: one connection, opened anew when it
// was lost.
type postgres struct {
	mu     sync.Mutex
	config *pgx.ConnConfig
	c      *pgx.Conn
}

// attempts is how often a transaction is run that the server took back
// because of another one.
const attempts = 20

func openPostgres(ctx context.Context, url string) (*postgres, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, errURL
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = 15 * time.Second
	}
	p := &postgres{config: config}
	return p, p.connect(ctx)
}

// errURL hides what the library says of a URL: it may hold a password.
var errURL = fmt.Errorf("%w: the address cannot be read; expected postgres://USER@HOST:PORT/DATABASE", ErrServer)

// connect opens the connection unless it is open.
func (p *postgres) connect(ctx context.Context) error {
	if p.c != nil && !p.c.IsClosed() {
		return nil
	}
	c, err := pgx.ConnectConfig(ctx, p.config)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrServer, p.bare(err))
	}
	p.c = c
	return nil
}

// bare takes the address, and with it user and password, out of an error.
func (p *postgres) bare(err error) error {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return errors.New(pg.Message)
	}
	text := err.Error()
	if p.config.Password != "" {
		text = strings.ReplaceAll(text, p.config.Password, "…")
	}
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return errors.New(strings.TrimSpace(lines[len(lines)-1]))
}

func (p *postgres) write(ctx context.Context, f func(session) error) error {
	return p.run(ctx, pgx.TxOptions{}, func(s session) error {
		// Writers come one after the other: the row of the format is theirs.
		var format string
		err := s.query("SELECT value FROM csi_meta WHERE name = 'format' FOR UPDATE", nil, []any{&format}, func() error { return nil })
		if err != nil {
			return err
		}
		return f(s)
	})
}

func (p *postgres) read(ctx context.Context, f func(session) error) error {
	return p.run(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, f)
}

func (p *postgres) migrate(ctx context.Context, f func(session) error) error {
	return p.run(ctx, pgx.TxOptions{}, f)
}

// run runs f in a transaction, and again when the server took it back because
// of another client. A commit whose answer was lost is not run again: the next
// import of the same files tells.
func (p *postgres) run(ctx context.Context, options pgx.TxOptions, f func(session) error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	var err error
	for i := range attempts {
		if err = p.connect(ctx); err != nil {
			return err
		}
		if err = p.once(ctx, options, f); err == nil || !again(err) {
			break
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(i+1) * 10 * time.Millisecond):
		}
	}
	return p.wrong(ctx, err)
}

func (p *postgres) once(ctx context.Context, options pgx.TxOptions, f func(session) error) error {
	tx, err := p.c.BeginTx(ctx, options)
	if err != nil {
		return err
	}
	if err := f(pgSession{ctx, tx}); err != nil {
		// The person may have left; the transaction is taken back all the same.
		aside, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		_ = tx.Rollback(aside)
		return err
	}
	return tx.Commit(ctx)
}

// again reports whether a transaction failed because of another one that was
// faster: serialisation, deadlock, the same row or table made twice.
func again(err error) bool {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		return false
	}
	switch pg.Code {
	case "40001", "40P01", "23505", "42P07", "42710", "XX000":
		return pg.Code != "XX000" || strings.Contains(pg.Message, "concurrently updated")
	}
	return false
}

// wrong puts errors of the server into ours where we have one.
func (p *postgres) wrong(ctx context.Context, err error) error {
	var pg *pgconn.PgError
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &pg):
		switch pg.Code {
		case "53100":
			return fmt.Errorf("%w: %s", ErrNoSpace, pg.Message)
		case "25006", "42501":
			return fmt.Errorf("%w: %s", ErrReadOnly, pg.Message)
		case "57P01", "57P02", "57P03":
			return fmt.Errorf("%w: %s", ErrServer, pg.Message)
		}
		return fmt.Errorf("the database says: %s", pg.Message)
	case p.c.IsClosed():
		return fmt.Errorf("%w: %w", ErrServer, p.bare(err))
	}
	return err
}

// check has nothing to ask: the checks of a server are its administrator's.
func (p *postgres) check(context.Context) ([]string, error) { return nil, nil }

func (p *postgres) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.c == nil || p.c.IsClosed() {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	return p.c.Close(ctx)
}

// pgSession is a transaction of PostgreSQL.
type pgSession struct {
	ctx context.Context
	tx  pgx.Tx
}

func (s pgSession) exec(sql string, args ...any) (int, error) {
	tag, err := s.tx.Exec(s.ctx, strings.ReplaceAll(sql, "BYTES", "BYTEA"), args...)
	return int(tag.RowsAffected()), err
}

func (s pgSession) query(sql string, args, dest []any, each func() error) error {
	rows, err := s.tx.Query(s.ctx, sql, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return err
		}
		if err := each(); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (s pgSession) lookup(sql string, keys [][]byte, dest []any, each func() error) error {
	const atOnce = 5000
	for len(keys) > 0 {
		n := min(atOnce, len(keys))
		if err := s.query(sql+" = ANY($1)", []any{keys[:n]}, dest, each); err != nil {
			return err
		}
		keys = keys[n:]
	}
	return nil
}

func (s pgSession) many(sql string, lists [][]any) error {
	const atOnce = 1000
	for len(lists) > 0 {
		n := min(atOnce, len(lists))
		batch := &pgx.Batch{}
		for _, args := range lists[:n] {
			batch.Queue(sql, args...)
		}
		if err := s.tx.SendBatch(s.ctx, batch).Close(); err != nil {
			return err
		}
		lists = lists[n:]
	}
	return nil
}

func (s pgSession) fill(table string, columns []string, rows [][]any) error {
	if len(rows) == 0 {
		return nil
	}
	_, err := s.tx.CopyFrom(s.ctx, pgx.Identifier{table}, columns, pgx.CopyFromRows(rows))
	return err
}

func (s pgSession) hasTable(name string) (bool, error) {
	n := 0
	err := s.query("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = $1",
		[]any{name}, []any{&n}, func() error { return nil })
	return n > 0, err
}
