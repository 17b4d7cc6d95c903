# {{summary}}.
# A question is read by its quotation marks: between two stands a string, and one with \ before it belongs to it.
# A wording is passed on as it came, so that its escapes stay what they are.
set -f

# Takes up $string, the value of the member $name.
take() {
    case $name in
    subjects) subjects="$subjects $string" ;;
    handle) handle=$string ;;
    key) key=$string ;;
    text) case "$subjects " in *" $key "*) all="$all- $handle: $string\\n" ;; esac ;;
    esac
}

read -r greeting
echo '{"claims":"plugin protocol","protocols":[1],"name":"{{name}}"}'
while read -r asked; do
    case $asked in '{"id":'*'"call":"export"'*) ;; *) echo "no question for an exporter" >&2 && exit 1 ;; esac
    id=${asked#*:} all= subjects= string= name= key= inside=
    IFS='"'
    for piece in $asked; do
        IFS=' '
        if [ "$inside" ]; then
            string=$string$piece
            while case $piece in *'\\') ;; *) false ;; esac; do piece=${piece%??}; done
            case $piece in *'\') string="$string\"" ;; *) inside= ;; esac
            continue
        fi
        case $piece in :*) name=$string ;; *) take ;; esac
        inside=yes string=
    done
    printf '%s\n' "{\"id\":${id%%,*},\"text\":\"$all\"}"
done
