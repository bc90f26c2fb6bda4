# The greatest stack use of each public function: its own frame, as gcc's
# -fstack-usage says, and that of the deepest chain of calls below it. Input are
# the files of -fcallgraph-info=su, with a node for each function and an edge for
# each call. Calls through pointers are those of the library's own tables, which
# are named here, and those out of it (SHA-256, Ed25519, stores, reports), whose
# stack is the caller's; memcpy and its like are leaves of the C library. Exits
# with an error where a frame is not of a fixed size, or where a call comes back
# to a function that is still running: there is no recursion.

function field(line, name,   rest) {
    rest = substr(line, index(line, name ": \"") + length(name) + 3)
    return substr(rest, 1, index(rest, "\"") - 1)
}

/^node:/ {
    name = field($0, "title")
    label = field($0, "label")
    if (match(label, /[0-9]+ bytes \([a-z,]*\)/)) {
        use = substr(label, RSTART, RLENGTH)
        frame[name] = use + 0
        if (use !~ /\(static\)/) {
            print "a frame of no fixed size: " name
            failed = 1
        }
    }
}

/^edge:/ {
    from = field($0, "sourcename")
    to = field($0, "targetname")
    calls[from] = calls[from] SUBSEP to
    if (to == "__indirect_call") {
        # A source may be the library's own, of memory.
        calls[from] = calls[from] SUBSEP "src/source.c:read_memory"
        # And what a delta makes, of which only signatures and the store are read.
        if (from ~ /signature_good|copy_source|write_merged/) {
            calls[from] = calls[from] SUBSEP "src/merge.c:read_merge"
        }
        # The ties are the library's only tables of functions of its own.
        if (from ~ /each_key/) {
            calls[from] = calls[from] SUBSEP tie("key_entered_well") SUBSEP \
                tie("key_unchanged") SUBSEP tie("key_not_widened") SUBSEP tie("key_left_well")
        } else if (from ~ /each_issuer/) {
            calls[from] = calls[from] SUBSEP tie("profiles_within") SUBSEP tie("status_not_lower")
        }
    }
}

function tie(name) {
    return "src/ties.c:" name
}

# The depth below a function; awk itself may recurse.
function depth(name,   list, count, i, below, most) {
    if (name in deep) {
        return deep[name]
    }
    if (running[name]) {
        print "recursion through " name
        failed = 1
        return 0
    }
    running[name] = 1
    count = split(calls[name], list, SUBSEP)
    most = 0
    for (i = 1; i <= count; i++) {
        if (list[i] != "") {
            below = depth(list[i])
            if (below > most) {
                most = below
                next_of[name] = list[i]
            }
        }
    }
    running[name] = 0
    return deep[name] = frame[name] + most
}

END {
    greatest = 0
    for (name in frame) {
        if (name ~ /^mapae_/ && name !~ /_name$/) {
            printf "%8d bytes  %s\n", depth(name), name
            if (depth(name) > greatest) {
                greatest = depth(name)
                top = name
            }
        }
    }
    printf "%8d bytes at most, by", greatest
    for (name = top; name != ""; name = next_of[name]) {
        shown = name
        sub(/^.*:/, "", shown)
        printf " %s", shown
    }
    print ""
    exit failed || greatest == 0
}
