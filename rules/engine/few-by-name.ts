/**
 * Whether a list is called something of which few ever come together: keys of a path, arguments of a command line, handlers that
 * somebody wrote.
 */
export function areFewByName(name: string): boolean {
  return /path|key|segment|part|prop|crumb|dir|arg|flag|option|middleware|handler|plugin|interceptor|fn|func|callback|layer|dimension|shape|selector|token|command|digit|rule|route|step|queen|column|test|suite|toast|message/i.test(
    name,
  );
}
