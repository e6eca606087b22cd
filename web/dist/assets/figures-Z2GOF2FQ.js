import{C as i,F as t}from"./chunk-M3R52JNC.js";function e(){return i(t,{children:"This screen is being built."})}export{e as default};
