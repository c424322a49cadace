// Shows what `rubric check` says of a file when it is opened or saved, and offers the same as a task.

const { execFile } = require("node:child_process");
const path = require("node:path");
const vscode = require("vscode");

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  note: vscode.DiagnosticSeverity.Information,
};

const setting = (name) => vscode.workspace.getConfiguration("rubric").get(name);

function place({ start, end }) {
  return new vscode.Range(start.line - 1, start.column - 1, end.line - 1, end.column - 1);
}

function shown(problem) {
  const message = problem.help ? `${problem.message}\n${problem.help}` : problem.message;
  const diagnostic = new vscode.Diagnostic(place(problem), message, severities[problem.severity]);
  diagnostic.code = problem.code;
  diagnostic.source = "rubric";
  return diagnostic;
}

function activate(context) {
  // The name is the owner in the problem matcher: what a task finds replaces what was found here.
  const problems = vscode.languages.createDiagnosticCollection("rubric");
  let warned = false;

  function check(document) {
    const { languageId, uri } = document;
    if (languageId !== "rubric" || uri.scheme !== "file" || !vscode.workspace.isTrusted || !setting("checkOnSave")) return;
    const version = document.version;
    const options = { cwd: path.dirname(uri.fsPath), maxBuffer: 64 * 1024 * 1024 };
    execFile(setting("program"), ["check", "--diagnostics", "json", uri.fsPath], options, (error, out, complaint) => {
      if (document.version !== version || document.isClosed) return;
      try {
        const here = JSON.parse(out).filter((problem) => !problem.file || path.resolve(problem.file) === uri.fsPath);
        problems.set(uri, here.map(shown));
      } catch {
        problems.delete(uri);
        if (!warned) vscode.window.showWarningMessage(`Rubric files are not checked: ${complaint || error?.message}`);
        warned = true;
      }
    });
  }

  function task(definition) {
    const { Task, ProcessExecution, TaskScope, TaskGroup } = vscode;
    const rubric = definition.rubric ?? "${file}";
    const execution = new ProcessExecution(setting("program"), ["check", "--diagnostics", "short", rubric]);
    const task = new Task(definition, TaskScope.Workspace, "check", "rubric", execution, "$rubric");
    task.group = TaskGroup.Build;
    return task;
  }

  context.subscriptions.push(
    problems,
    vscode.workspace.onDidOpenTextDocument(check),
    vscode.workspace.onDidSaveTextDocument(check),
    vscode.workspace.onDidCloseTextDocument((document) => problems.delete(document.uri)),
    vscode.workspace.onDidGrantWorkspaceTrust(() => vscode.workspace.textDocuments.forEach(check)),
    vscode.tasks.registerTaskProvider("rubric", {
      provideTasks: () => [task({ type: "rubric" })],
      resolveTask: ({ definition }) => task(definition),
    }),
  );
  vscode.workspace.textDocuments.forEach(check);
}

module.exports = { activate };
