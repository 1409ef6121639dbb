export const HELP = `Usage: npm run --silent render -- --template NAME --vars FILE [--vars FILE …] [OPTIONS]

Writes to stdout the bytes that ansible.builtin.template would write, or nothing and the reason.

  --template NAME    redis or sentinel, for the templates of this repository; or the path of another
  --vars FILE        variables, YAML as Ansible reads it; of several files the last one wins
  --env NAME         takes the variable NAME from the environment, as Ansible's lookup('env', …) would; may be repeated.
                     Secrets of the two templates are taken from it without being asked for, where no file gives them.

  --check            writes what there is to say about the file instead of the file
  --strict           with --check: warnings count too
  --deployment NAME  with --check: what the console's configuration (CONSOLE_CONFIG) tells about the deployment counts
  --diff FILE        writes how FILE differs from what would be written, secrets hidden

Exit status:
   0  rendered; for --check: nothing is wrong; for --diff: FILE is the same
   1  for --check: something is wrong; for --diff: FILE differs
  64  wrong arguments
  65  the variables or the template are wrong: Ansible fails too, or what it would write is not known for certain
  66  a file is missing or cannot be read
  78  the console's configuration is wrong
`;
