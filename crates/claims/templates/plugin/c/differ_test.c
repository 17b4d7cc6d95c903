/* Tests what the plugin finds, by playing the host; claims is not needed for it. */
#include <assert.h>
#include <stdio.h>
#include "plugin.c"

static size_t common;

static int32_t take(claims_sink *sink, claims_hunk_flags flags, size_t old_start, size_t old_end, size_t new_start,
                    size_t new_end) {
    (void)sink, (void)old_start, (void)new_start, (void)new_end;
    if (flags & CLAIMS_HUNK_SAME) common = old_end;
    return 0;
}

/* The options of plugin.toml with their defaults, as claims gives them. */
static claims_str option(const claims_case *c, claims_str name) {
    claims_str fold = CLAIMS_STR("false"), absent = {NULL, 0};
    (void)c;
    return name.len == 4 && memcmp(name.ptr, "fold", 4) == 0 ? fold : absent;
}

int main(void) {
    claims_host host = {.size = sizeof(claims_host), .option = option, .hunk = take};
    claims_str was = CLAIMS_STR("caf\xC3\xA9"), is = CLAIMS_STR("caf\xC3\xA8");
    assert(claims_plugin_v1_{{name}}.kind(CLAIMS_DIFFER) == &differ);
    assert(differ.diff(&host, NULL, NULL, was, was) == CLAIMS_DONE && common == 5);
    /* Half of the last character is the same, and is not cut off. */
    assert(differ.diff(&host, NULL, NULL, was, is) == CLAIMS_DONE && common == 3);
    puts("ok");
    return 0;
}
