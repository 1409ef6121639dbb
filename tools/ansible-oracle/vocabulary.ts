/** What random expressions are made of, one line a kind, separated by semicolons. */
function list(text: string): readonly string[] {
  return text.split(";").map((item) => item.trim());
}

export const NAMES =
  list(`one; zero; neg; big; fl; half; yes; no; nul; word; text; empty; path; nums; words; mixed; none_in;
  dict; users; nested; tpl; tpl_list; tpl_bad; tpl_quote; listish; truish; unsafe; nope;
  nope.a.b; tpl_deep; tpl_deep.l; tpl_lines; tpl_macro; tpl_block; tpl_text; tpl_json; tpl_chain; tpl_pair; tpl_dict; tpl_float;
  tpl_null; tpl_blank; two_faced`);

export const LITERALS =
  list(String.raw`0; 1; 2; -3; 7; 10; 1.5; 2.0; 0.1; 1e3; true; False; none; ''; 'a'; 'b c'; "x\ny"; 'é✓';
  '10'; '3.7'; 'yes'; 'a,b,,c'; []; [1, 2, 3]; ['b', 'A', 'a']; {}; {'k': 1, 'j': [2]}; (1, 2); ('x',); range(4);
  9007199254740993; 'a.b*c'; 'Hello World'; '  pad '; '%s-%s'; '%05d'; '%.2f'; [[1, [2]], 3]; [none, 1]; dict(a=1, b='x');
  12345.678; 1e16; 'a\tb'; "it's"; 0x1f; 1_000; 'ß'; '1.10.0'; '{"a": [1, 2.0]}'; '512M'; 'http://h/p?q=1 2'`);

export const ATTRIBUTES = list("a; b; name; port; items; 0; x.y; missing; keys");

export const FILTERS =
  list(String.raw`upper; lower; title; capitalize; trim; trim('a '); length; count; list; string; int; int(5);
  int(0, 16); float; float(1.5); abs; round; round(1); round(2, 'ceil'); round(0, 'floor'); round(-1); first; last; reverse;
  sort; sort(reverse=true); sort(attribute='port'); sort(case_sensitive=true); sort(attribute='name,port'); unique;
  unique(true); unique(attribute='port'); min; max; max(attribute='port'); sum; sum(start=10); sum(attribute='port'); join;
  join(','); join(', ', attribute='name'); default('dd'); default('dd', true); d(5); replace('a', 'b'); replace('', '-');
  replace('l', 'L', 1); indent; indent(2, true); indent(width=3, blank=true); indent('> '); truncate(5);
  truncate(6, true, '..', 0); center(12); wordcount; bool; ternary('t', 'f'); ternary('t', 'f', 'n'); quote; to_json;
  to_nice_json; to_nice_json(indent=2); tojson; tojson(2); to_json(sort_keys=true); to_json(indent=1); from_json; to_yaml; to_nice_yaml; to_nice_yaml(indent=2); b64encode;
  b64decode; hash('md5'); hash('sha256'); sha1; md5; to_uuid; basename; dirname; splitext; split(','); split; flatten;
  flatten(1); flatten(skip_nulls=false); zip([1, 2]); zip_longest([1, 2], fillvalue='z'); union([2, 9]); intersect([2, 'a']);
  difference([1]); symmetric_difference([1, 9]); dict2items; dict2items('k', 'v'); items2dict; items; dictsort;
  dictsort(by='value'); dictsort(reverse=true); combine({'z': 0}); combine({'a': {'q': 1}}, recursive=true);
  combine({'k': [9]}, list_merge='append'); map('upper'); map('int'); map(attribute='name');
  map(attribute='name', default='?'); map('default', 'x'); map('regex_replace', '^', 'p'); map('length'); map('extract', nums);
  select; select('number'); select('gt', 1); select('==', 'a'); reject('none'); reject('string'); selectattr('port');
  selectattr('port', '>', 1); selectattr('name', 'equalto', 'bob'); selectattr('x', 'defined');
  rejectattr('name', 'in', ['bob']); groupby('port'); groupby('name', case_sensitive=true); batch(2); batch(2, 'f'); slice(2);
  slice(3, 'f'); regex_replace('[aeiou]', '*'); regex_replace('(\w)(\w)', '\2\1'); regex_replace('^', 'X');
  regex_replace('x*', '-'); regex_replace('L', 'q', ignorecase=true); regex_replace('(?P<c>l+)', '<\g<c>>');
  regex_search('[0-9]+'); regex_search('(l+)(o)', '\1', '\2'); regex_findall('\w+'); regex_findall('(a)(.)');
  regex_findall('^.', multiline=true); regex_escape; comment; comment('c'); comment('cblock', prefix='');
  comment(decoration=', '); human_readable; human_readable(unit='K'); human_to_bytes; human_to_bytes('k'); filesizeformat;
  filesizeformat(true); urlencode; format('x', 2); mandatory; mandatory('m'); extract({'a': 1, 'b': 2}); extract(nums); e; safe;
  pprint; random(seed='s'); shuffle(seed='s'); product([1]); combinations(2); permutations(2); path_join; subelements('tags');
  checksum; urldecode; ansible.builtin.bool; ansible.builtin.default(1); rekey_on_member('name'); nosuch`);

export const TESTS =
  list(`defined; undefined; none; string; number; integer; float; boolean; mapping; sequence; iterable; odd; even;
  true; false; lower; upper; divisibleby 2; divisibleby(3); eq 1; ne 'a'; gt 1; in [1, 'a']; sameas none; sameas true; callable;
  match('a'); match('.*o'); search('l+'); regex('^H'); contains('a'); subset([1, 2, 3]); superset([1]); version('1.2', '<');
  version('1.9', '>='); truthy; falsy; truthy(convert_bool=true); any; all; abs; equalto('a'); ge 0; nan; failed; filter; test;
  ansible.builtin.search('a')`);

export const METHODS =
  list(`upper(); lower(); split(); split(','); split(',', 1); split(None, 1); rsplit(None, 1); rsplit('l', 1);
  strip(); lstrip('a'); rstrip('d '); startswith('a'); endswith(('d', 'e')); startswith('e', 1); find('l'); find('l', 3);
  rfind('l'); count('l'); count(''); replace('l', 'L'); replace('l', 'L', 1); join(words); isdigit(); isalpha(); isalnum();
  isspace(); isupper(); islower(); istitle(); title(); capitalize(); swapcase(); zfill(5); format(1, 'x', word, a=2); format(*nums); center(9, '*'); center(8); ljust(6);
  rjust(6, '.'); partition('l'); rpartition('l'); splitlines(); splitlines(true); removeprefix('H'); removesuffix('d');
  expandtabs(); keys(); values(); items(); get('a'); get('q', 9); index(1); index('l'); copy(); pop(); pop('a'); append(4);
  extend([7]); insert(0, 'i'); remove(1); update({'z': 1}); setdefault('m', 2); popitem(); sort(); reverse(); clear()`);
