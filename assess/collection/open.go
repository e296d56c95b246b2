package collection

import (
	"context"
	"errors"
	"strings"
)

// DefaultName is the file of a collection that nobody named.
const DefaultName = "csi-collection.db"

// What can go wrong with an open collection. Errors match them with errors.Is.
var (
	ErrNoSpace  = errors.New("the disk is full or refuses to write")
	ErrBusy     = errors.New("another program writes to the collection")
	ErrDamaged  = errors.New("the collection is damaged")
	ErrReadOnly = errors.New("the collection cannot be written")
	ErrServer   = errors.New("the database server cannot be reached")
)

// IsServer reports whether a collection is on a server: its name is a URL.
func IsServer(where string) bool {
	return strings.HasPrefix(where, "postgres://") || strings.HasPrefix(where, "postgresql://")
}

// Open opens the collection at a place: a file, or a database of a server as
// postgres://USER@HOST/DATABASE. ErrNotFound says that there is none.
func Open(ctx context.Context, where string) (*Collection, error) { return open(ctx, where, false) }

// Create is Open that makes the collection where there is none. On a server
// the database itself has to be there.
func Create(ctx context.Context, where string) (*Collection, error) { return open(ctx, where, true) }

func open(ctx context.Context, where string, create bool) (*Collection, error) {
	var (
		db  database
		err error
	)
	if IsServer(where) {
		db, err = openPostgres(ctx, where)
	} else {
		db, err = openSQLite(ctx, where, create)
	}
	if err != nil {
		return nil, err
	}
	n, err := format(ctx, db)
	switch {
	case err != nil:
	case n == 0 && !create:
		err = ErrNotFound
	case n < Format:
		err = migrate(ctx, db)
	}
	if err != nil {
		_ = db.close()
		return nil, err
	}
	return &Collection{b: relational{db}}, nil
}
