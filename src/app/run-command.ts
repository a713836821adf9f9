import { Refusal } from '../kernel/refusal.js'
import { ClientRefused } from './cli-client.js'
import { asksForHelp, checkLine, isCommand, printLine } from './command-lines.js'
import { COMMANDS } from './commands.js'
import { inWords } from './plain-errors.js'
import { unknownCommand } from './refusals.js'

/** Those that read what is there: an older installation is told to migrate, not taken for a defect. */
const READING = ['verify', 'recompute']

/**
 * 办一个命令。Its way of writing is checked before anything is opened, and what the machine or the database refuses is said in
 * words. Exit 0: done; 1: refused or found something; what is thrown is a defect of ours.
 */
export async function runCommand(argv: readonly string[]): Promise<number> {
  const [first = 'help', ...rest] = argv
  const name = asksForHelp([first]) ? 'help' : first
  try {
    if (!isCommand(name)) throw new Refusal(unknownCommand, { command: name })
    if (asksForHelp(rest)) {
      console.log(printLine(name))
      return 0
    }
    checkLine(name, rest)
    return await COMMANDS[name](rest)
  } catch (error) {
    if (error instanceof ClientRefused) {
      console.error(error.message)
      return 1
    }
    const told = inWords(error, process.env['DATABASE_URL'], !READING.includes(name))
    if (told === undefined) throw error
    console.error(`${told.say('zh')}\n${told.say('en')}`)
    return 1
  }
}
