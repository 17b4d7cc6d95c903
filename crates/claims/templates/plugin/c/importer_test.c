/* Tests what the plugin drafts, by playing the host; claims is not needed for it. */
#include <assert.h>
#include <stdio.h>
#include "plugin.c"

static uint32_t drafted[CLAIMS_TABLE_NOTE + 1];
static char said[200];

static uint32_t take(claims_sink *sink, claims_table table) {
    (void)sink;
    return drafted[table]++;
}

static int32_t take_text(claims_sink *sink, claims_table table, uint32_t row, claims_field field, claims_str text) {
    (void)sink, (void)table, (void)row, (void)field;
    strncat(said, text.ptr, text.len);
    strcat(said, "|");
    return 0;
}

static int32_t relate(claims_sink *sink, claims_table table, uint32_t row, claims_relation relation, uint32_t to) {
    (void)sink, (void)table, (void)relation;
    assert(row == to);
    return 0;
}

static void fail(claims_sink *sink, claims_str message) {
    (void)sink;
    strncat(said, message.ptr, message.len);
}

/* The options of plugin.toml with their defaults, as claims gives them. */
static claims_str option(const claims_case *c, claims_str name) {
    claims_str mark = CLAIMS_STR(": "), absent = {NULL, 0};
    (void)c;
    return name.len == 4 && memcmp(name.ptr, "mark", 4) == 0 ? mark : absent;
}

static claims_status import(const char *file) {
    claims_host host = {.size = sizeof(claims_host), .option = option, .fail = fail, .draft = take,
                        .draft_text = take_text, .draft_relate = relate};
    claims_bytes bytes = {(const uint8_t *)file, strlen(file)};
    said[0] = '\0';
    return importer.read_in(&host, NULL, NULL, bytes);
}

int main(void) {
    assert(claims_plugin_v1_{{name}}.kind(CLAIMS_IMPORTER) == &importer);
    assert(import("Ines Prado: It is closed\n\nJon Reyes: It is open\r\n") == CLAIMS_DONE);
    assert(strcmp(said, "It is closed|Ines Prado|It is open|Jon Reyes|") == 0);
    assert(drafted[CLAIMS_TABLE_CLAIM] == 2 && drafted[CLAIMS_TABLE_CLAIMANT] == 2);
    assert(import("\nIt is open") == CLAIMS_FAILED && strcmp(said, "line 2 names nobody") == 0);
    assert(import("") == CLAIMS_DONE && import(":") == CLAIMS_FAILED && import(" : It") == CLAIMS_FAILED);
    puts("ok");
    return 0;
}
