package room

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"strings"
)

// DefaultPort is the port of the room where it is free.
const DefaultPort = 8650

// portsTried is how many ports are looked at when the first ones are taken.
const portsTried = 20

// ErrNoPort says that no port could be opened: they are in use, or the address
// is not one of this computer. It matches with errors.Is.
var ErrNoPort = errors.New("no port can be opened")

// PrivateAddress finds the address of this computer in the local network: of
// an interface that is up, wired or wireless before virtual ones. False when
// there is none.
func PrivateAddress() (netip.Addr, bool) {
	interfaces, err := net.Interfaces()
	if err != nil {
		return netip.Addr{}, false
	}
	slices.SortStableFunc(interfaces, func(a, b net.Interface) int { return btoi(virtual(a.Name)) - btoi(virtual(b.Name)) })
	for _, i := range interfaces {
		if i.Flags&net.FlagUp == 0 || i.Flags&(net.FlagLoopback|net.FlagPointToPoint) != 0 {
			continue
		}
		addresses, err := i.Addrs()
		if err != nil {
			continue
		}
		for _, a := range addresses {
			prefix, err := netip.ParsePrefix(a.String())
			if err == nil && prefix.Addr().Is4() && prefix.Addr().IsPrivate() {
				return prefix.Addr(), true
			}
		}
	}
	return netip.Addr{}, false
}

// virtual reports whether an interface belongs to containers or virtual
// machines, which phones cannot reach.
func virtual(name string) bool {
	for _, start := range []string{"docker", "br-", "veth", "virbr", "vbox", "vmnet", "vethernet", "tun", "tap", "zt", "wg", "utun", "bridge"} {
		if strings.HasPrefix(strings.ToLower(name), start) {
			return true
		}
	}
	return false
}

// Listen opens the room's port on every host. When exact is false and the port
// is taken, the next free one serves.
func Listen(hosts []string, port int, exact bool) ([]net.Listener, int, error) {
	tries := portsTried
	if exact {
		tries = 1
	}
	var last error
	for p := port; p < port+tries; p++ {
		all, err := listenAll(hosts, p)
		if last = err; err == nil {
			if p == 0 {
				p = all[0].Addr().(*net.TCPAddr).Port
			}
			return all, p, nil
		}
	}
	return nil, 0, fmt.Errorf("%w: %w", ErrNoPort, last)
}

func listenAll(hosts []string, port int) ([]net.Listener, error) {
	var all []net.Listener
	for _, h := range hosts {
		l, err := net.Listen("tcp", net.JoinHostPort(h, strconv.Itoa(port)))
		if err != nil {
			for _, open := range all {
				_ = open.Close()
			}
			return nil, err
		}
		all = append(all, l)
	}
	return all, nil
}
