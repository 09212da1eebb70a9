package io.github.vrrp4j.examples.node.config;

/** A valid file with something of everything. */
final class CompleteFile {
    static final String YAML = """
            control: /run/vrrp4j/control.sock
            http: 127.0.0.1:9112
            realtime-priority: 50
            state-directory: none
            address-managers:
              - kernel
              - command: {add: [/bin/assign, '{address}'], remove: [/bin/unassign, '{address}'], timeout: 5s}
              - http:
                  add: {method: POST, url: 'http://127.0.0.1/{address}', headers: {Accept: v}, body: "a\\nb", expected-body: 'ok'}
            health-checks:
              web: {http: {url: 'http://127.0.0.1/', status: 200..299, body: '</html>', headers: {Host: x}}, rise: 2}
              db: {tcp: '127.0.0.1:5432'}
              gw: {icmp: 192.0.2.254}
              app: {command: [/usr/local/bin/check, --fast], user: nobody}
              drain: {file: /run/app/ready, range: 1..254}
              uplink: {link: eth1}
              default: {route: 0.0.0.0/0}
            groups: {gateway: [inside, outside]}
            hooks: {on-master: [/usr/local/bin/x, arg], timeout: 60s, collapse: false}
            virtual-routers:
              - name: inside
                interface: eth0
                vrid: 51
                priority: 200
                addresses: [192.0.2.10/24, 'fe80::51/64', '2001:db8::10/64']
                health-checks: [web, db, gw, app, drain, default, {check: uplink, adjust-priority: -50}]
                announcements: {repeat: 3}
              - name: outside
                interface: eth1
                vrid: 52
                priority: 200
                addresses: [{address: 198.51.100.10/24, label: 'eth1:1'}]
                routes: [{to: default, via: 198.51.100.1}]
                health-checks: [{check: uplink, adjust-priority: -50}]
                hooks: {}
              - {interface: eth2, vrid: 1, version: 2, addresses: [203.0.113.1], unicast-peers: [203.0.113.2]}
              - {interface: eth2, vrid: 2, priority: 255, accept-mode: false, addresses: [203.0.113.9]}
            """;

    private CompleteFile() {}
}
