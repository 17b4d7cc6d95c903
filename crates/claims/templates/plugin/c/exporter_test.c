/* Tests what the plugin writes, by playing the host; claims is not needed for it. */
#include <assert.h>
#include <stdio.h>
#include "plugin.c"

static const uint32_t numbers[] = {0};
static char written[100];

static claims_rows rows(const claims_case *c, claims_table table, uint32_t row, claims_relation relation) {
    claims_rows found = {numbers, table == CLAIMS_TABLE_CASE && relation == CLAIMS_ROWS_SUBJECTS};
    (void)c, (void)row;
    return found;
}

static claims_str text(const claims_case *c, claims_table table, uint32_t row, claims_field field) {
    claims_str handle = CLAIMS_STR("c1"), wording = CLAIMS_STR("The harbour is closed");
    (void)c, (void)table, (void)row;
    return field == CLAIMS_FIELD_HANDLE ? handle : wording;
}

static int32_t take(claims_sink *sink, const uint8_t *bytes, size_t len) {
    (void)sink;
    strncat(written, (const char *)bytes, len);
    return 0;
}

/* The options of plugin.toml with their defaults, as claims gives them. */
static claims_str option(const claims_case *c, claims_str name) {
    claims_str bullet = CLAIMS_STR("-"), absent = {NULL, 0};
    (void)c;
    return name.len == 6 && memcmp(name.ptr, "bullet", 6) == 0 ? bullet : absent;
}

int main(void) {
    claims_host host = {.size = sizeof(claims_host), .option = option, .rows = rows, .text = text, .write = take};
    assert(claims_plugin_v1_{{name}}.kind(CLAIMS_EXPORTER) == &exporter);
    assert(exporter.write_out(&host, NULL, NULL) == CLAIMS_DONE);
    assert(strcmp(written, "- c1: The harbour is closed\n") == 0);
    puts("ok");
    return 0;
}
