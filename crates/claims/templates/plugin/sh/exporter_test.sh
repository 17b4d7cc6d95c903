# Tests what the plugin answers; claims is not needed for it: sh test.sh
# The options are those of plugin.toml with their defaults, as claims gives them.
cd "$(dirname "$0")" || exit

case='{"subjects":["k1"],"claims":[{"handle":"c1","key":"k1","text":"A \"key\"\\","status":"checking"}]}'
asked='{"claims":"plugin protocol","protocols":[1]}
{"id":1,"options":{"bullet":"-"},"call":"export","case":'$case'}'
expected='{"claims":"plugin protocol","protocols":[1],"name":"{{name}}"}
{"id":1,"text":"- c1: A \"key\"\\\n"}'

answered=$(printf '%s\n' "$asked" | sh plugin.sh)
if [ "$answered" = "$expected" ]; then
    echo ok
else
    printf 'expected: %s\nanswered: %s\n' "$expected" "$answered"
    exit 1
fi
