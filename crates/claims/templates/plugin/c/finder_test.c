/* Tests what the plugin finds, by playing the host; claims is not needed for it. */
#include <assert.h>
#include <stdio.h>
#include "plugin.c"

static const claims_str story =
    CLAIMS_STR("Port news\nThe caf\xC3\xA9 closed. It sold 1.5 t in 2022!  Who knows?\n Now 3 remain\n");
static char found[200];

static int32_t take(claims_sink *sink, size_t start, size_t end, claims_str wording, claims_str claimant,
                    double confidence) {
    (void)sink;
    assert(wording.ptr == NULL && claimant.ptr == NULL && confidence == 0.5);
    strncat(found, story.ptr + start, end - start);
    strcat(found, "|");
    return 0;
}

/* The options of plugin.toml with their defaults, as claims gives them. */
static claims_str option(const claims_case *c, claims_str name) {
    claims_str least = CLAIMS_STR("1"), absent = {NULL, 0};
    (void)c;
    return name.len == 5 && memcmp(name.ptr, "least", 5) == 0 ? least : absent;
}

int main(void) {
    claims_host host = {.size = sizeof(claims_host), .option = option, .suggest = take};
    assert(claims_plugin_v1_{{name}}.kind(CLAIMS_FINDER) == &finder);
    assert(finder.find(&host, NULL, NULL, story) == CLAIMS_DONE);
    assert(strcmp(found, "It sold 1.5 t in 2022!|Now 3 remain|") == 0);
    puts("ok");
    return 0;
}
