import { Refusal } from '../kernel/refusal.js'
import { ClientRefused } from './cli-client.js'
import { COMMANDS, type Command } from './commands.js'
import { unknownCommand } from './refusals.js'

/** quanyi 命令行。Exit 0: done; 1: refused or found something; 2: a defect of ours. */
async function main(argv: readonly string[]): Promise<number> {
  const [name = 'help', ...rest] = argv
  const command: Command | undefined = COMMANDS[name]
  try {
    if (command === undefined) throw new Refusal(unknownCommand, { command: name })
    return await command.run(rest)
  } catch (error) {
    if (error instanceof ClientRefused) {
      console.error(error.message)
      return 1
    }
    if (!(error instanceof Refusal)) throw error
    console.error(`${error.say('zh')}\n${error.say('en')}`)
    return 1
  }
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    console.error('quanyi 出现内部错误，请把以下内容交给维护人员：')
    console.error(error)
    process.exitCode = 2
  },
)
