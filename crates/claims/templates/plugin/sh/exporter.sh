# {{summary}}.
# The patterns fit the JSON that claims writes; a quotation mark inside a text is escaped there, so no text fits them.
# A wording is passed on as JSON, so that its escapes stay as they are.

read -r greeting
echo '{"claims":"plugin protocol","protocols":[1],"name":"{{name}}"}'
while read -r asked; do
    id=${asked#*'"id":'} all=
    case=${asked#*'"subjects":['} && keys=${case%%]*}
    while case $keys in *\"*) true ;; *) false ;; esac; do
        keys=${keys#*\"} && key=${keys%%\"*} && keys=${keys#*\"}
        handle=${case%%"\",\"key\":\"$key\""*} && handle=${handle##*\"}
        text=${case#*"\"key\":\"$key\",\"text\":\""} && text=${text%%'","status":'*}
        all="$all- $handle: $text\\n"
    done
    printf '%s\n' "{\"id\":${id%%,*},\"text\":\"$all\"}"
done
