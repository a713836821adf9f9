import { runCommand } from './run-command.js'

/** quanyi 命令行。Exit 0: done; 1: refused or found something; 2: a defect of ours. */
runCommand(process.argv.slice(2)).then(
  (code) => {
    // A start that was refused half-way has left doors open: nothing waits for them.
    if (code === 0) process.exitCode = 0
    else process.exit(code)
  },
  (error: unknown) => {
    console.error('quanyi 出现内部错误，请把以下内容交给维护人员：')
    console.error('quanyi met a defect of its own; give what follows to those who maintain it:')
    console.error(error)
    process.exit(2)
  },
)
