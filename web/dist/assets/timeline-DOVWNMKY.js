import{C as i,F as e}from"./chunk-M3R52JNC.js";function t(){return i(e,{children:"This screen is being built."})}export{t as default};
