-- nvim --headless -u NONE -S nvim.lua, with neovim 0.7 or later.
-- TOOL and REPORT come in the environment. Opens the report, types a wrong digit, waits for
-- the finding, applies the fix and waits for it to go; prints what it saw, line by line.
local tool, report = vim.env.TOOL, vim.env.REPORT

local function say(...)
	io.stdout:write(string.format(...), "\n")
end

local function fail(...)
	say(...)
	vim.cmd("cquit 1")
end

local function wait(what, fn)
	if not vim.wait(20000, fn, 5) then
		fail("waited in vain for %s", what)
	end
end

local function run()
	vim.cmd("edit " .. report)
	local buffer = vim.api.nvim_get_current_buf()
	local client = vim.lsp.start_client({ name = "crossfoot", cmd = { tool, "lsp" },
		get_language_id = function() return "markdown" end,
		init_options = { ["min-severity"] = "warning" } })
	vim.lsp.buf_attach_client(buffer, client)
	wait("the server", function() return vim.lsp.get_client_by_id(client) ~= nil and
		vim.lsp.get_client_by_id(client).initialized end)
	say("as it was: %s", vim.api.nvim_buf_get_lines(buffer, 7, 8, true)[1])

	-- as a person types: to the figure, one character replaced
	vim.api.nvim_win_set_cursor(0, { 8, 10 })
	vim.cmd("normal! r7")
	wait("the finding", function() return #vim.diagnostic.get(buffer) > 0 end)
	local found = vim.diagnostic.get(buffer)
	say("typed: %s", vim.api.nvim_buf_get_lines(buffer, 7, 8, true)[1])
	for _, d in ipairs(found) do
		say("%d:%d-%d %s %s", d.lnum + 1, d.col + 1, d.end_col + 1,
			d.user_data.lsp.code, (d.message:gsub("\n", " ")))
	end

	local params = vim.lsp.util.make_range_params()
	params.context = { diagnostics = {} }
	local answers = vim.lsp.buf_request_sync(buffer, "textDocument/codeAction", params, 20000)
	local action = answers[client].result[1]
	say("fix: %s", action.title)
	vim.lsp.util.apply_workspace_edit(action.edit,
		vim.lsp.get_client_by_id(client).offset_encoding)
	wait("the finding to go", function() return #vim.diagnostic.get(buffer) == 0 end)
	say("mended: %s", vim.api.nvim_buf_get_lines(buffer, 7, 8, true)[1])

	local hover = vim.lsp.buf_request_sync(buffer, "textDocument/hover",
		vim.lsp.util.make_position_params(), 20000)
	say("hover: %s", (hover[client].result.contents.value:match("\n    ([^\n]*)")))

	-- the digit again, and a configuration beside the report, first with a slip in it
	vim.cmd("normal! r7")
	wait("the finding again", function() return #vim.diagnostic.get(buffer) > 0 end)
	vim.cmd("split " .. vim.fn.fnamemodify(report, ":h") .. "/.crossfoot.yml")
	local config = vim.api.nvim_get_current_buf()
	vim.lsp.buf_attach_client(config, client)
	vim.api.nvim_buf_set_lines(config, 0, -1, true, { "excpt: [tables/*]" })
	wait("what is wrong with it", function() return #vim.diagnostic.get(config) > 0 end)
	local slip = vim.diagnostic.get(config)[1]
	say("configuration: %d:%d-%d %s", slip.lnum + 1, slip.col + 1, slip.end_col + 1,
		(slip.message:gsub("\n", " ")))
	vim.api.nvim_buf_set_lines(config, 0, -1, true, { "except: [tables/*]" })
	wait("it to be right", function() return #vim.diagnostic.get(config) == 0 end)
	vim.cmd("write")
	wait("the finding to be left out", function() return #vim.diagnostic.get(buffer) == 0 end)
	say("saved: nothing found in %s", vim.api.nvim_buf_get_lines(buffer, 7, 8, true)[1])
	vim.lsp.stop_client(client)
	wait("the end", function() return vim.lsp.client_is_stopped(client) end)
	vim.cmd("qall!")
end

local good, why = pcall(run)
if not good then
	fail("%s", why)
end
